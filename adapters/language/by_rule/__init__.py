"""What the rules can mend by themselves, part by part: they cut, move and order words, and add none."""
