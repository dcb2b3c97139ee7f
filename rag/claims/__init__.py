"""What the sources say together: which readings are one answer, and which contradict."""
