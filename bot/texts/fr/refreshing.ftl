# The corpus refreshed by its editors.

help-rafraichir = relire les sources du corpus et voir ce qui changerait
help-retablir = revenir à la version précédente du corpus

refresh-reserved = La mise à jour du corpus est réservée à l’équipe éditoriale.
refresh-nowhere = Le corpus ne peut pas être mis à jour d’ici.
refresh-how = { $channel ->
    [terminal] Écrivez « /envoyer » suivi du chemin d’un fichier : .md, .zip de .md, .html, .docx, .odt, .pdf ou .txt.
   *[other] Envoyez-moi le fichier dans cette conversation : .md, .zip de .md, .html, .docx, .odt, .pdf ou .txt.
} S’il porte le nom d’un document du corpus, il le remplace ; sinon il s’y ajoute. Vous verrez d’abord ce qui changerait. Pour corriger ou retirer un document, ouvrez-le, puis « Télécharger la source (.md) ».
refresh-step = Étape { $number } sur { $total } : { $what }…
step-fetch = { $place ->
    [none] lecture des sources
   *[other] lecture de { $place }
}
step-give = lecture de ce que vous apportez
step-read = lecture des documents
step-compare = comparaison avec la version en ligne
step-index = préparation de la recherche
step-questions = vérification des questions d’essai
refresh-done = C’est en ligne : les réponses viennent maintenant de la version { $version }.
refresh-cancelled = C’est abandonné. Le corpus en ligne n’a pas changé.
file-too-large = « { $file } » est trop lourd : je ne peux pas lire de fichier de plus de { $mebibytes } Mo. Envoyez-le en plusieurs parties.
file-unread = Je n’ai pas pu recevoir « { $file } ». Envoyez-le de nouveau.

preview-title = Ce qui changerait
preview-counts = { $counts }. Le corpus aurait { $documents ->
    [one] { $documents } document.
   *[other] { $documents } documents.
}
preview-done = { $counts }. Le corpus a maintenant { $documents ->
    [one] { $documents } document.
   *[other] { $documents } documents.
}
preview-changed = { $count ->
    [one] { $count } document modifié
   *[other] { $count } documents modifiés
}
preview-added = { $count ->
    [one] { $count } document nouveau
   *[other] { $count } documents nouveaux
}
preview-removed = { $count ->
    [one] { $count } document retiré
   *[other] { $count } documents retirés
}
preview-settings = Les réglages du thème changent, aucun document
preview-nothing = Il n’y a rien à mettre en ligne : le corpus dit déjà la même chose.
preview-unreadable = Il n’y a rien à mettre en ligne : ce document ne se lit pas. Le corpus en ligne n’a pas changé.
preview-part-errors = Illisible, donc laissé de côté :
preview-part-changed = Modifié :
preview-part-settings = Réglages :
preview-part-added = Nouveau :
preview-part-removed = Retiré :
preview-part-lost = Questions d’essai qui ne trouveraient plus leur réponse :
preview-part-cut = Texte coupé à la source :
preview-part-undated = Sans date :
preview-part-alike = Presque la même chose dite deux fois :
preview-part-gaps = Manques dans les fiches :
preview-part-links = Liens à corriger :
preview-links-left = { $count ->
    [one] Un autre lien n’a pas été suivi.
   *[other] { $count } autres liens n’ont pas été suivis.
}
preview-part-warnings = À relire :
preview-theme = Thème « { $title } »
preview-setting-name = son nom change
preview-setting-description = sa description change
preview-setting-default = le thème proposé d’abord change
preview-setting-links = ses liens changent
preview-setting-out_of_reach = ses réponses aux demandes hors du corpus changent
preview-document = { $title } ({ $file })
preview-before = avant : { $sentence }
preview-after = après : { $sentence }
preview-sentences = et d’autres phrases
preview-fields = en-tête : { $fields }
preview-same = « { $document } » répète « { $other } » ({ $share } % des mots)
preview-gap-enjeux = enjeux absents : { $absent }
preview-gap-fiches = enjeu { $enjeu }, fiches absentes : { $absent }
preview-gap-none = enjeu { $enjeu } : aucune fiche
preview-more = … et { $count ->
    [one] un autre.
   *[other] { $count } autres.
}
preview-file = apercu.md
preview-whole = Tout est dans le fichier { $name }.

problem-line = { $file }, ligne { $line }
problem-said = { $where } : { $what }
problem-error-whole = l’en-tête (entre les deux lignes de tirets) manque ou ne se lit pas
problem-error-field = le champ « { $field } » de l’en-tête est à corriger
problem-error-title = l’en-tête n’a pas de titre (« title: ») qui se lise
problem-error-section = la section (« section: ») doit être contexte, definition, enjeu, questions, entretien, ressource ou participation
problem-error-date = la date s’écrit année-mois-jour, comme 2026-03-01
problem-value-field = la valeur du champ « { $field } » est à mettre entre guillemets
problem-look-encoding = vérifiez les accents, le fichier n’est pas en UTF-8
problem-look-file = un autre fichier porte ce nom ; le premier seul est pris
problem-look-folder = les documents de ce dossier ne sont pas lus
problem-look-left_out = ce n’est pas un .md, il est laissé de côté ; envoyez-le seul
problem-look-withdrawn = ce document a été retiré définitivement, il est laissé de côté
problem-look-text = aucun texte ne s’y lit
problem-look-field = le champ « { $field } » est à relire
problem-look-excerpt = le texte semble coupé
problem-look-title = un autre document a le même titre
problem-look-url = l’adresse n’en est pas une
problem-look-link = l’adresse ne mène nulle part
problem-look-links = un lien du thème n’est pas une adresse
problem-look-source = la source a changé ce document depuis ; c’est le vôtre qui est gardé
problem-look-fiche = une fiche manque ou porte un numéro déjà pris
problem-look-enjeu = un enjeu manque, ou le document ne dit pas le sien

guard-vanish = Attention : { $count } documents sur { $total } disparaîtraient, plus d’un tiers. Vérifiez que la source est complète.
guard-broken = { $count ->
    [one] Attention : { $file } ne se lit pas et serait laissé de côté.
   *[other] Attention : { $count } fichiers ne se lisent pas et seraient laissés de côté.
}
guard-other_corpus = Attention : la version { $count } vient d’un autre dossier. Ce que l’équipe y a donné ne serait pas repris.

restore-ask = { $date ->
    [none] La version { $version } est en ligne ({ $documents } documents).
   *[other] La version { $version } est en ligne depuis sa préparation du { $date } ({ $documents } documents).
} Revenir à celle d’avant ?
restore-done = C’est fait : { $kind ->
    [origin] le corpus d’origine est
   *[version] la version { $version } est
} de nouveau en ligne, à la place de la version { $previous }.
restore-moved = Une autre version est en ligne entre-temps : la version { $version }. Rien n’a été fait.

source-how = { $channel ->
    [terminal] Corrigez ce fichier, puis « /envoyer » suivi de son chemin, sans changer son nom.
   *[other] Corrigez ce fichier, puis renvoyez-le ici sous le même nom ({ $file }).
} Vous verrez ce qui change avant la mise en ligne.
document-gone = Ce document n’est plus dans le corpus.
take-away-ask = Retirer « { $title } » ?
take-away-ways = « Retirer du corpus » se prépare comme une mise à jour et se défait par /retablir. « Retirer définitivement » l’efface tout de suite des réponses, des versions gardées, des notes et des questions du jour : rien ne le ramène.
take-away-doing = Retrait de « { $title } »…
take-away-done = « { $title } » est retiré définitivement.

refused-unchanged = Le corpus en ligne n’a pas changé.
refused-missing = { $place } est introuvable.
refused-unreachable = { $place } ne répond pas.
refused-timeout = { $place } met trop de temps à répondre.
refused-status = { $place } répond par une erreur ({ $detail }).
refused-refused_host = { $detail } n’est pas parmi les sites autorisés par les réglages.
refused-too_slow = { $place } demande trop de temps de lecture. Envoyez-le en .docx ou en .txt.
refused-too_large = { $place } dépasse la taille permise ({ $detail } Mo).
refused-too_many = { $place } compte plus de { $detail } fichiers ou pages : c’est trop à la fois. Envoyez-le en plusieurs parties.
refused-bad_encoding = { $place } n’est dans aucun encodage connu : enregistrez-le en UTF-8.
refused-bad_archive = Le fichier { $place } est abîmé ou dangereux.
refused-unreadable = { $place } ne se lit pas.
refused-empty = { $detail ->
    [markdown] { $place } ne contient aucun fichier .md. Envoyez les documents d’une autre sorte un par un.
   *[other] { $place } ne contient aucun texte.
}
refused-unsupported = Je ne lis pas ce genre de fichier ({ $place }). Envoyez un .md, un .zip de .md, un .html, un .docx, un .odt, un .pdf ou un .txt.
refused-vanish = { $count } documents sur { $total } disparaîtraient, plus d’un tiers.
refused-broken = { $place } ne se lit pas.
refused-other_corpus = La version { $count } vient d’un autre dossier : ce que l’équipe y a donné ne serait pas repris.
refused-nothing_left = Il ne resterait aucun document.
refused-busy = Une autre mise à jour est en cours : attendez qu’elle finisse.
refused-stale = Le corpus a changé depuis cet aperçu. Préparez-le de nouveau.
refused-unknown_draft = Cet aperçu n’existe plus. Préparez-le de nouveau.
refused-unknown_document = Le document { $place } n’est pas dans le corpus.
refused-withdrawn = Ce document a été retiré définitivement ; il ne peut pas être remis en ligne.
refused-withdrawals_unread = La liste des documents retirés définitivement ({ $place }, sur le serveur) ne se lit pas : remettez-en une copie saine.
refused-unknown_theme = Le thème { $place } n’est pas dans le corpus.
refused-no_step_back = Aucune version d’avant n’est gardée.
refused-disk_full = Le disque du serveur est plein.
refused-disk = Le dossier de données ne peut pas être écrit ({ $detail }).
refused-not_adopted = La version { $detail } est en place, mais ne peut pas encore être servie. J’essaie de nouveau chaque minute.
refused-half_withdrawn = { $place } n’est plus servi, mais n’a pas pu être effacé partout ({ $detail }). À terminer sur le serveur : « coop corpus withdraw { $place } ».
refused-stopped = La préparation a été interrompue.
refused-failed = Une erreur inattendue s’est produite de mon côté.

button-refresh-confirm = Mettre en ligne
button-refresh-force = Mettre en ligne quand même
button-refresh-cancel = Abandonner
button-refresh-again = Relire les sources
button-step-back = Revenir à la version d’avant
button-leave = Ne rien changer
button-read-document = Lire le document
button-source = Télécharger la source (.md)
button-take-away = Retirer ce document
button-take-away-undoable = Retirer du corpus
button-take-away-for-good = Retirer définitivement
