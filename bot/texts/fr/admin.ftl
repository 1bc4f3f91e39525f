# What the editorial team reads.

admin-only = Cette action est réservée à l’équipe éditoriale.
admin-private = Cette action ne se fait qu’en conversation privée.
