# What the terminal says by itself; everything else comes from the dialogue.

terminal-banner = Posez votre question. /aide dit ce que je sais faire ; Ctrl-D pour finir.
terminal-goodbye = À bientôt.
terminal-unfold = [{ $number }] Déplier
terminal-saved = Fichier enregistré : { $path }
terminal-no-file = Il n’y a pas de fichier à cet endroit. Écrivez « /envoyer » suivi de son chemin.
terminal-file = Fichier : { $name }
terminal-error = Une erreur inattendue s’est produite de mon côté. Vous pouvez reformuler ou réessayer.
