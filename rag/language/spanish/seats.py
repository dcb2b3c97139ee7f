"""Countries, and the names of cities and palaces by which the press calls their governments.

Left out are capitals that are names of people or things too (Santiago, Sofía, Asunción), and
those called like their country.
"""

from __future__ import annotations

from typing import Final

_TABLE: Final = """
Afganistán: Kabul | Albania: Tirana | Alemania: Berlín | Angola: Luanda
Arabia Saudí, Arabia Saudita: Riad
Argentina: Casa Rosada, Buenos Aires | Armenia: Ereván | Australia: Canberra, Camberra
Austria: Viena | Azerbaiyán: Bakú | Bangladés: Daca | Bélgica: Bruselas
Bielorrusia, Belarús: Minsk | Bolivia: La Paz | Bosnia y Herzegovina, Bosnia: Sarajevo
Brasil: Brasilia, Planalto | Burkina Faso: Uagadugú | Camboya: Phnom Penh, Nom Pen
Camerún: Yaundé | Canadá: Ottawa | Chad: Yamena | Chequia, República Checa: Praga
Chile: La Moneda | China: Pekín, Beijing, Zhongnanhai | Chipre: Nicosia
Colombia: Bogotá, Casa de Nariño | Corea del Norte: Pyongyang, Pionyang, Piongyang
Corea del Sur: Seúl, Seoul, Casa Azul | Costa de Marfil: Yamusukro, Abiyán | Croacia: Zagreb
Cuba: La Habana | Dinamarca: Copenhague | Ecuador: Quito, Carondelet | Egipto: El Cairo
Vaticano: Santa Sede | Emiratos Árabes Unidos: Abu Dabi | Eritrea: Asmara
Eslovaquia: Bratislava | Eslovenia: Liubliana | España: Madrid, La Moncloa
Estados Unidos, EE. UU., EE.UU., EE UU, EEUU: Washington, Casa Blanca, Pentágono | Estonia: Tallin
Etiopía: Adís Abeba | Filipinas: Manila, Malacañang | Finlandia: Helsinki
Francia: París, Elíseo, Quai d'Orsay | Georgia: Tiflis | Ghana: Acra | Grecia: Atenas
Haití: Puerto Príncipe | Honduras: Tegucigalpa | Hungría: Budapest
India: Nueva Delhi, Delhi | Indonesia: Yakarta | Irak: Bagdad | Irán: Teherán | Irlanda: Dublín
Islandia: Reikiavik | Israel: Jerusalén, Tel Aviv | Italia: Roma, Quirinal, Palacio Chigi
Jamaica: Kingston | Japón: Tokio | Jordania: Amán | Kazajistán: Astaná | Kenia: Nairobi
Kirguistán: Biskek | Kosovo: Pristina | Laos: Vientián | Letonia: Riga | Liberia: Monrovia
Libia: Trípoli | Lituania: Vilna | Líbano: Beirut | Macedonia del Norte: Skopie
Malasia: Kuala Lumpur, Putrajaya | Mali: Bamako | Marruecos: Rabat | Mauritania: Nuakchot
Moldavia: Chisináu | Mongolia: Ulán Bator | Montenegro: Podgorica | Mozambique: Maputo
Myanmar, Birmania: Naipyidó, Rangún | Namibia: Windhoek | Nepal: Katmandú
Nicaragua: Managua | Nigeria: Abuya | Níger: Niamey | Noruega: Oslo | Nueva Zelanda: Wellington
Países Bajos, Holanda: La Haya, Ámsterdam | Pakistán: Islamabad | Palestina: Ramala
Paraguay: Palacio de López | Perú: Lima | Polonia: Varsovia | Portugal: Lisboa, Belém
Reino Unido, Gran Bretaña: Londres, Downing Street | República Centroafricana: Bangui
República Democrática del Congo: Kinsasa | República Dominicana: Santo Domingo | Ruanda: Kigali
Rumanía: Bucarest | Rusia: Moscú, Kremlin | Senegal: Dakar | Serbia: Belgrado | Siria: Damasco
Somalia: Mogadiscio | Sri Lanka: Colombo | Sudán: Jartum | Suecia: Estocolmo | Suiza: Berna
Tailandia: Bangkok | Taiwán: Taipéi, Taipei | Tanzania: Dodoma | Tayikistán: Dusambé
Turkmenistán: Asjabad | Turquía: Ankara | Ucrania: Kiev, Kyiv | Uganda: Kampala
Unión Europea, UE: Bruselas | Uruguay: Montevideo | Uzbekistán: Taskent
Venezuela: Caracas, Miraflores | Vietnam: Hanói | Yemen: Saná | Zambia: Lusaka | Zimbabue: Harare
"""

SEATS: Final = tuple(
    (tuple(names.split(", ")), tuple(seats.split(", ")))
    for names, seats in (
        entry.split(": ") for entry in _TABLE.strip().replace("\n", " | ").split(" | ")
    )
)
"""Names of a country, and the names by which the press calls its government."""
