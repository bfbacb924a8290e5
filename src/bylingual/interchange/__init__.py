"""Files that other translation tools read and write: TMX for memories, XLIFF for units. One format a file."""
