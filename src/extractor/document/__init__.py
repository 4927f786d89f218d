"""Files and bytes: one reader a format; gives text exactly as received, its outline and its tables."""
