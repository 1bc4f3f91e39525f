# The notebook.

note-write = Écrivez votre réflexion : votre prochain message ira dans votre carnet, qui est privé (ou dites « annuler »). La question : { $question }
note-write-free = Écrivez votre note : votre prochain message ira dans votre carnet, qui est privé (ou dites « annuler »).
note-write-group = Répondez à ce message : votre réponse ira dans votre carnet. Ici, le groupe la lira aussi.
note-kept = C’est noté dans votre carnet.
note-cut = Seuls les { $count } premiers caractères sont gardés.
note-edit = Écrivez la note comme elle doit être : votre prochain message la remplacera.
note-edited = La note est remplacée.
note-withdrawn-by-edit = Elle n’est plus proposée à l’équipe, qui avait lu d’autres mots.
note-or-question = Est-ce votre note, ou une question que vous me posez ?
note-doubt-gone = Je n’ai plus ce message en mémoire. Écrivez-le à nouveau.
note-not = Entendu : rien n’est noté.
note-gone = Cette note n’est plus dans votre carnet.
note-title = { $date } · { $subject }
note-elsewhere = Note libre
note-question = Question : { $question }
note-offered = Proposée à l’équipe, sans votre nom.
note-delete-ask = Supprimer cette note ?
note-deleted = La note est supprimée.
note-share-ask = L’équipe lira ceci, sans votre nom, et pourra le proposer aux autres lecteurs :
note-share-caution = N’indiquez ni nom ni lieu qui permette de vous reconnaître. Vous pourrez la retirer.
note-shared = La note est proposée à l’équipe, sans votre nom. Vous pouvez la retirer à tout moment.
note-withdrawn = La note est retirée : l’équipe ne la voit plus.

notebook-count = { $count ->
    [one] Votre carnet a une note.
   *[other] { $count } notes, les dernières d’abord.
}
notebook-empty = Aucune note ici pour le moment.
notebook-ways = Que voulez-vous faire de votre carnet ?
notebook-subjects = Sur quel enjeu ?
notebook-search = Que cherchez-vous dans vos notes ? Écrivez quelques mots.
notebook-found = Dans vos notes :
notebook-not-found = Aucune de vos notes ne parle de cela.
notebook-file = carnet.md
notebook-exported = { $count ->
    [one] Votre note, dans un fichier que tout éditeur de texte ouvre.
   *[other] Vos { $count } notes, dans un fichier que tout éditeur de texte ouvre.
}

button-note = Noter ma réflexion
button-is-note = C’est ma note
button-is-question = C’est une question
button-note-new = Écrire une note
button-note-not = Ne rien changer
button-note-edit = Modifier
button-note-delete = Supprimer
button-note-keep = Garder
button-note-share = Partager
button-note-share-sure = Partager sans mon nom
button-note-private = Garder pour moi
button-note-withdraw = Retirer
button-notebook = Mon carnet
button-notes-ways = Autres façons de lire
button-notes-by-subject = Par enjeu
button-notes-search = Chercher
button-notes-export = Exporter
button-notes-subject = { $subject } ({ $count })
