# What people give to the others.

data-table-contributions = Ce que vous avez proposé à l’équipe
data-column-giver = à vous
data-column-document = sous le texte
data-column-about = à propos de
data-column-answers = vos réponses
data-column-contact = votre contact, pour l’équipe seule
data-column-may_publish = peut être publié sans votre nom
data-column-exchange = ce que l’équipe vous a demandé
data-column-given_at = proposé le
data-column-decided_at = décidé le
data-column-reply = mot de l’équipe
data-kind-comment = commentaire
data-kind-testimony = témoignage
data-kind-reflection = réflexion
data-state-draft = commencé, pas encore transmis
data-state-waiting = en attente
data-state-asked_back = une précision vous est demandée
data-state-published = publié
data-state-kept = gardé par l’équipe
data-state-declined = non retenu
data-pair = { $question } { $answer }

# What is said while somebody gives.

give-caution = N’indiquez ni nom ni lieu qui permette de vous reconnaître.
give-private = Cela se fait en privé : écrivez-moi directement.
give-elsewhere = Ici, je ne pourrais pas vous répondre plus tard : cela se fait dans une messagerie. Ouvrez une conversation avec moi sur Telegram.
give-cut = Seuls les { $count } premiers caractères sont gardés.
give-not = Entendu : rien n’est transmis.
give-not-sent = Entendu : rien n’est envoyé.
give-done = C’est transmis à l’équipe, sans votre nom. Elle le relira avant de le publier ; vous pouvez le retirer à tout moment.
give-done-team = C’est transmis à l’équipe, pour elle seule. Vous pouvez le retirer à tout moment.
give-done-before = C’est déjà transmis à l’équipe.
give-space = Vous pouvez aussi en parler avec les autres dans l’espace collaboratif.

comment-choose = Que voulez-vous commenter ? Choisissez, ou écrivez quelques mots de son titre.
comment-about-none = Je ne trouve pas de texte à ce nom. Choisissez, ou écrivez-le autrement.
comment-write = Écrivez votre commentaire sur « { $about } » : ce sera votre prochain message (ou dites « annuler »).
comment-write-theme = Écrivez votre commentaire sur l’ensemble du thème « { $about } » : ce sera votre prochain message (ou dites « annuler »).
comment-sure = Votre commentaire sur « { $about } ». L’équipe le lira, sans votre nom, et pourra le publier. Je le transmets ?

testify-how = { $count ->
    [one] Vous pouvez le faire ici, à votre rythme : une question, à laquelle vous répondez librement. Rien n’est transmis avant votre accord.
   *[other] Vous pouvez le faire ici, à votre rythme : { $count } questions, que vous pouvez passer. Dites « plus tard » pour vous arrêter : vos réponses sont gardées. Rien n’est transmis avant votre accord.
}
testify-begun = { $count ->
    [0] Vous avez commencé un témoignage.
    [one] Vous avez commencé un témoignage : une question est faite.
   *[other] Vous avez commencé un témoignage : { $count } questions sont faites.
}
testify-open-question = Racontez votre expérience : ce que vous avez fait, avec qui, et ce que vous en retenez.
testify-first = Vos réponses ne sont lues de personne avant votre accord.
testify-question = Question { $number } sur { $count }
testify-numbered = { $number }. { $question }
testify-no-answer = (sans réponse)
testify-contact = Voulez-vous laisser à l’équipe un moyen de vous joindre, pour préparer un entretien ? Écrivez-le, ou dites « non ». Il ne sera jamais publié.
testify-contact-left = Votre contact, pour l’équipe seule : { $contact }
testify-contact-none = Vous ne laissez pas de contact.
testify-read-over = Voici votre témoignage. Pour changer une réponse, écrivez par exemple « corriger la 2 ».
testify-consent = Acceptez-vous que l’équipe le lise, et qu’elle le publie sans votre nom après l’avoir relu ? Vous pouvez aussi le donner à l’équipe seulement, et le retirer à tout moment.
testify-empty = Vous n’avez encore rien répondu. Pour répondre à une question, écrivez par exemple « corriger la 1 ».
testify-later = Entendu. Vos réponses sont gardées, et personne ne les lit ; dites « reprendre mon témoignage » quand vous voulez.
testify-gone = Ce témoignage n’est plus à écrire : il est transmis, ou effacé.

precise-write = L’équipe vous demande : { $question } Écrivez votre réponse : ce sera votre prochain message.
precise-done = Merci : votre réponse est transmise à l’équipe. Elle complétera votre texte s’il est publié.
precise-gone = L’équipe n’attend pas de réponse ici : le texte est retiré, ou déjà relu.

follow-done = C’est noté : je vous écrirai quand l’équipe répondra. Votre question lui est transmise sans votre nom ; votre adresse n’est gardée que jusque-là.
follow-no-more = Entendu : votre adresse est oubliée. Votre question reste transmise, sans votre nom.

# What they gave.

gift-comment = Commentaire sur « { $about } » · { $date }
gift-comment-free = Commentaire · { $date }
gift-testimony = Témoignage, « { $about } » · { $date }
gift-testimony-free = Témoignage · { $date }
gift-reflection = Réflexion : { $about } · { $date }
gift-reflection-free = Réflexion libre · { $date }
gift-state-draft = Commencé, pas encore transmis.
gift-state-waiting = Transmis : l’équipe va le relire.
gift-state-asked_back = L’équipe vous demande une précision.
gift-state-published = Publié, sans votre nom.
gift-state-kept = Lu et gardé par l’équipe, pour elle seule.
gift-state-declined = Non retenu.
gift-asked-back = L’équipe demande : { $question }
gift-word = Mot de l’équipe : { $word }
gift-contact = Contact laissé à l’équipe : { $contact }
gift-gone = Ce texte n’est plus là : il est retiré, ou effacé.
gift-take-back-ask = Retirer ce texte ? L’équipe ne le lira plus.
gift-take-back-published = Retirer ce texte ? Personne ne le lira plus.
gift-taken-back = C’est retiré : plus personne ne le lit.
gift-dropped = C’est effacé : rien n’a été transmis.
gifts-count = { $count ->
    [one] Vous avez proposé un texte.
   *[other] Vous avez proposé { $count } textes, les derniers d’abord.
}
gifts-followed = { $count ->
    [one] Je vous préviendrai quand l’équipe répondra à { $questions }.
   *[other] Je vous préviendrai quand l’équipe répondra à vos { $count } questions ({ $questions }).
}
gifts-none = Vous n’avez rien proposé à l’équipe pour le moment.

space-theme = { $count ->
    [0] Thème « { $theme } » : rien n’est encore publié, ni commentaire ni témoignage. Vous pouvez commencer.
    [one] Thème « { $theme } » : un texte de lecteur, publié sans nom.
   *[other] Thème « { $theme } » : { $count } textes de lecteurs, publiés sans nom.
}
space-under = { $count ->
    [0] Personne n’a encore commenté ce texte.
    [one] Un lecteur en dit ceci :
   *[other] { $count } lecteurs en disent ceci :
}
space-gone = Ce texte n’est plus publié.
standing-title = { $count ->
    [one] Ce qu’en dit un lecteur
   *[other] Ce qu’en disent { $count } lecteurs
}

button-follow = Prévenez-moi
button-follow-no-more = Ne plus me prévenir
button-comment = Commenter
button-comment-choose = Choisir un texte
button-comment-other = Un autre texte
button-comment-theme = Le thème entier
button-hand-in = Transmettre à l’équipe
button-hand-in-not = Ne pas transmettre
button-hand-in-publish = Transmettre et publier
button-hand-in-team = À l’équipe seulement
button-was-question = C’était une question
button-testify = Témoigner ici
button-testify-on = Reprendre mon témoignage
button-testify-drop = Effacer mes réponses
button-pass-over = Passer cette question
button-no-contact = Sans contact
button-later-testify = Plus tard
button-precise = Répondre à l’équipe
button-gift-open = Voir mon texte
button-gift-take-back = Retirer
button-gift-keep = Laisser
button-gifts = Mes contributions
button-space = Espace collaboratif
button-space-read = Ce que d’autres apportent
button-standing-all = Tout ce qui en est dit

# The editors' queue, and what is sent to those who gave.

help-moderation = relire ce que les gens proposent
moderation-none = Rien n’attend d’être relu.
moderation-place = À relire : { $place } sur { $count }
moderation-asked = { $count ->
    [one] Une précision demandée n’a pas encore de réponse.
   *[other] { $count } précisions demandées n’ont pas encore de réponse.
}
moderation-was-asked = L’équipe a demandé : { $question }
moderation-team-only = À l’équipe seulement : son auteur ne veut pas de publication.
moderation-ask-back = Que voulez-vous demander ? Votre prochain message lui sera envoyé (ou dites « annuler »).
moderation-decline = Quel mot pour l’auteur ? Votre prochain message lui sera envoyé avec le refus (ou dites « annuler »).
moderation-done-published = C’est publié, sans nom ; son auteur est prévenu.
moderation-done-kept = C’est gardé pour l’équipe ; son auteur est prévenu.
moderation-done-declined = C’est décliné ; son auteur est prévenu.
moderation-done-waiting = Ce n’est plus publié, et attend d’être relu.
moderation-done-asked = La question est envoyée à son auteur. Le texte reviendra ici avec la réponse.
moderation-before = C’est déjà décidé :
moderation-gone = Ce texte n’est plus là : son auteur l’a retiré.
moderation-published = { $count ->
    [0] Rien n’est publié pour le moment.
    [one] Un texte est publié.
   *[other] { $count } textes sont publiés, les derniers d’abord.
}
moderation-kept = { $count ->
    [0] L’équipe ne garde rien pour elle seule.
    [one] Un texte est gardé pour l’équipe seule.
   *[other] { $count } textes sont gardés pour l’équipe seule, les derniers d’abord.
}
letter-published = Votre texte est publié, sans votre nom. Merci. { $about }
letter-kept = L’équipe a lu votre texte et vous en remercie. { $about }
letter-declined = L’équipe a lu votre texte et vous en remercie. Elle ne le publiera pas. { $about }
letter-asked-back = L’équipe a lu votre texte et vous demande : { $question } ({ $about })

button-moderate-published = Publier
button-moderate-kept = Garder pour l’équipe
button-ask-back = Demander une précision
button-decline = Décliner
button-decline-bare = Décliner sans mot
button-unpublish = Ne plus publier
button-queue = À relire
button-queue-next = Suivant
button-published = Déjà publiés
button-kept = Gardés pour l’équipe
