"""Words that stand in names of people, places and bodies, and names that mean the same."""

from __future__ import annotations

from typing import Final

from rag.language.value_words import NameWords

NAMES: Final = NameWords(
    articles=("el", "la", "los", "las"),
    empty=frozenset(
        "el la los las lo de del al y e en a con por the of "
        "don dona sr sra senor senora doctor doctora dr dra general coronel comandante capitan "
        "presidente presidenta primer primera ministro ministra exministro exministra "
        "viceministro expresidente expresidenta secretario secretaria lider dirigente jefe jefa "
        "mandatario mandataria gobernante portavoz canciller rey reina papa alcalde alcaldesa "
        "gobernador gobernadora diputado diputada senador senadora candidato candidata juez jueza "
        "fiscal director directora profesor profesora escritor escritora poeta cantante actor "
        "actriz region provincia ciudad capital pais estado municipio localidad comarca "
        "departamento oblast distrito isla republica zona area sur norte este oeste "
        "gobierno".split()
    ),
    # Points of the compass tell countries apart: «Corea del Norte».
    compass=frozenset("norte sur este oeste".split()),
    compass_countries=("corea", "sudan", "africa", "irlanda", "america", "macedonia"),
    same={
        "ee uu": "estados unidos",
        "eeuu": "estados unidos",
        "eua": "estados unidos",
        "ue": "union europea",
        "oms": "organizacion mundial de la salud",
        "onu": "organizacion de las naciones unidas",
        "naciones unidas": "organizacion de las naciones unidas",
        "otan": "organizacion del tratado del atlantico norte",
        "rpdc": "corea del norte",
        "surcorea": "corea del sur",
        "norcorea": "corea del norte",
        "corea del norte rpdc": "corea del norte",
        "reino unido": "gran bretana",
        "federacion rusa": "rusia",
        "republica popular china": "china",
    },
    given=frozenset(
        # The given names of most people in the Spanish-speaking press, and those of foreigners
        # that it names most.
        "abel adela adolfo adrian adriana agustin aida alba albert alberto alejandra "
        "alejandro alexander alexei alfonso alfredo alicia alma alvaro amador amalia amanda "
        "amparo ana andrea andres angel angela angeles angelica angelina aniceto anselmo "
        "antoni antonia antonio araceli arcadio ariel armando arturo asuncion augusto aurelio "
        "aurora bartolome basilio beatriz begoña belen benigno benito benjamin berenice "
        "bernardo berta bill blanca blas bonifacio borja braulio brenda bruno camila camilo "
        "candido carla carles carlos carlota carmelo carmen carolina catalina cayetano "
        "cecilia celestino celia cesar charles christian clara claudia claudio clemente "
        "concepcion consuelo cristian cristina cristobal dalia damian daniel daniela dario "
        "david delfina demetrio diana diego dimitri dolores domingo donald dora edgar edmundo "
        "eduardo efrain elena elias elisa eloisa eloy elsa elvira emilia emiliano emilio emma "
        "emmanuel encarnacion enric enrique erica erika ernesto esperanza esteban estefania "
        "estela ester esther eugenia eugenio eulalia eusebio eva evaristo evelyn ezequiel "
        "fabian fabiola fatima federico felicia felipe felix fermin fernanda fernando fidel "
        "flora florencio francesc francisca francisco gabriel gabriela gaspar genaro george "
        "gerardo german gilberto giovanni gisela gladys gloria gonzalo graciela gregorio "
        "guadalupe guido guillermo gustavo hans hector helena herminia hilario hilda horacio "
        "hugo humberto ignacia ignacio ildefonso ines inmaculada iñaki iñigo irene iris irma "
        "isaac isabel isaias ismael israel ivan izkia jacinto jacobo jaime james javier "
        "jeronimo jesus jimena joan joaquin joe john jonathan jordi jorge josefa josefina "
        "jose joseph josep josue juan juana julia julian juliana julio karen karina karla kim "
        "laura leandro leonardo leonor leopoldo leticia lidia ligia lilia liliana lope lorena "
        "lorenzo lourdes lucas lucia luciano luis luisa luz macarena magdalena manuel manuela "
        "mar marcela marcelino marcelo marcos margarita mariana mariano maria maribel "
        "maricela marina mario marisol marta martin martina mateo matias matilde mauricio "
        "maximiliano maximo melchor mercedes michael miguel milagros mireia miriam modesto "
        "moises monica monserrat nadia natalia nelida nelson nestor nicolas nicolasa nieves "
        "noelia noemi nora norberto norma nuria octavio ofelia olga oriol oscar otilia pablo "
        "paco paloma paola pascual patricia patricio paul paula paulina paulino pedro pere "
        "peter petra pilar placido rafael ramiro ramon raquel raul rebeca regina reinaldo "
        "remedios renata renato ricardo rigoberto rita robert roberto rocio rodolfo rodrigo "
        "rogelio roger roman romina roque rosa rosalia rosana rosario ruben rufino ruth "
        "salvador samuel sandra sara saul sebastian selena serafin sergi sergio silvestre "
        "silvia simon socorro sofia sonia steve susana tamara tatiana telmo teodoro teofilo "
        "teresa thomas tobias tomas trinidad ulises ursula valentin valentina vanesa veronica "
        "vicente victor victoria vidal violeta virgilio virginia vladimir walter wenceslao "
        "wilfredo william xavier ximena yolanda zacarias zoe".split()
    ),
    heads=frozenset(
        "universidad hospital banco ministerio instituto colegio escuela club partido museo "
        "teatro caja diputacion ayuntamiento comision consejo federacion asociacion fundacion "
        "junta camara tribunal audiencia corte aeropuerto estacion puente calle plaza avenida "
        "feria festival premio real sociedad compania grupo empresa naviera cooperativa "
        "policia guardia san santa santo villa nueva nuevo gran monte rio isla cabo puerto "
        "valle sierra sindicato consejeria secretaria presa embalse mina fabrica central "
        "parque castillo palacio iglesia catedral alto bajo".split()
    ),
    sited=tuple(
        # «el pleno de X», «los vecinos de X»: after these a name is a place's.
        "pleno alcald\\w+ ayuntamiento concejal\\w* vecin\\w+ pueblos? ciudad(?:es)? villas? "
        "aldeas? localidad(?:es)? municipios? comarcas? provincias? regi[oó]n(?:es)? islas? "
        "valles? distritos? barrios? parroquias? cantón(?:es)? departamentos? diputación "
        "cabildo fiestas? romer[ií]as? ferias? calles? plazas? puertos? puentes? playas? "
        "estaci[oó]n aeropuertos? hospital(?:es)? escuelas? c[aá]rcel museos? mercados? "
        "iglesias? catedral(?:es)? castillos? embalses? pantanos? presas? minas? r[ií]os? "
        "sierras? montes? carreteras? afueras centro norte sur este oeste gobierno capital "
        "rey reino".split()
    ),
    sites=frozenset(
        "hospital colegio escuela museo teatro aeropuerto estacion puente calle plaza avenida "
        "feria festival premio real san santa santo villa nueva nuevo gran monte rio isla cabo "
        "puerto valle sierra presa embalse mina fabrica central parque castillo palacio iglesia "
        "catedral alto bajo".split()
    ),
    peoples={
        "corea del norte": ("norcorean", "rpdc", "pionyang"),
        "corea del sur": ("surcorean", "seul"),
        "estados unidos": ("estadounidens", "norteamerican", "washington", "eeuu"),
        "reino unido": ("britanic", "ingles", "londres", "gran bretana"),
        "gran bretana": ("britanic", "londres", "reino unido"),
        "paises bajos": ("neerlandes", "holand", "la haya"),
        "japon": ("nipon", "japones", "tokio"),
        "suiza": ("suiz", "helvetic"),
        "grecia": ("grieg", "helen"),
        "china": ("chin", "pekin"),
        "turquia": ("turc", "ankara"),
        "polonia": ("polac", "varsovia"),
        "dinamarca": ("danes",),
        "finlandia": ("finland", "fines"),
        "suecia": ("suec",),
        "chequia": ("chec",),
        "hungria": ("hungar", "magiar"),
        "sudafrica": ("sudafrican",),
        "arabia saudi": ("saudi",),
        "arabia saudita": ("saudi",),
        "republica dominicana": ("dominican",),
        "costa rica": ("costarricens", "tic"),
        "el salvador": ("salvadoren",),
        "puerto rico": ("puertorriquen", "borincan"),
        "union europea": ("europe", "bruselas", "ue"),
        "brasil": ("brasil", "carioca"),
        "ecuador": ("ecuatorian",),
        "honduras": ("hondure",),
        "portugal": ("portugues",),
        "puerto principe": ("haiti",),
        "santa sede": ("vatican", "papa"),
        "vaticano": ("papa", "santa sede", "pontific"),
    },
    places=tuple(
        "region provincia pais estado comarca departamento oblast distrito republica sur norte "
        "este oeste frontera costa continente".split()
    ),
)
