# Whether a recipient of backups is a key of OpenPGP, by its fingerprint, and not one of age.
recipient: builtins.match "[0-9A-Fa-f]*" recipient != null
