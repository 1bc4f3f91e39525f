# Answers to a question.

answer-fiche = Le corpus ne tranche pas ; il propose ces questions :
answer-near = Je n’ai pas de réponse directe. Ce passage s’en approche :
answer-nothing = Je n’ai rien trouvé dans le corpus qui réponde à cette question.
answer-nothing-topics = Les sujets les plus proches sont ci-dessous. Vous pouvez aussi parcourir le corpus, ou transmettre votre question à l’équipe.
answer-nothing-ways = Vous pouvez parcourir le corpus, la poser autrement, ou la transmettre à l’équipe.
answer-did-you-mean = Vouliez-vous dire { $words } ? C’est ce que j’ai cherché.
answer-word = « { $word } »
answer-more = D’autres passages :
answer-no-more = Je n’ai pas d’autre passage à vous montrer sur cette question.
answer-gone = Je n’ai plus cette question en mémoire. Reposez-la, et je chercherai à nouveau.
answer-related = Pour y réfléchir :
answer-related-none = Le corpus ne contient pas de fiche de questions proche de ce passage.
answer-only-in = Seulement dans : { $part }.
answer-shorter = En une phrase du corpus :

button-more = Autres passages
button-only = Seulement : { $part }
button-everywhere = Chercher partout
button-whole = Texte entier
button-related = Questions à se poser
button-useful = Utile
button-not-useful = Pas utile
button-pass-on = Transmettre à l’équipe
button-skip = Passer

feedback-useful = Merci, c’est noté, sans votre nom.
feedback-not-useful = Merci de le dire. Qu’est-ce qui manquait ? Votre prochain message sera gardé pour l’équipe, sans votre nom.
feedback-not-useful-group = Merci de le dire. Qu’est-ce qui manquait ? Répondez à ce message : votre réponse sera gardée pour l’équipe, sans votre nom.
feedback-reason = Merci, c’est noté pour l’équipe, sans votre nom. Pour que je cherche encore, posez votre question avec d’autres mots.
feedback-skipped = Entendu. Posez une autre question quand vous voulez.
feedback-no-question = Je n’ai plus de question de vous en mémoire. Posez-la d’abord, puis demandez-moi de la transmettre.
feedback-passed-on = Votre question est transmise à l’équipe, sans votre nom. Elle l’aidera à compléter le corpus.

# How one side of a comparison is searched.
searched-definition = définition de { $subject }
