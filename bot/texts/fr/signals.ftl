# The digest of signals, for the editorial team.

help-signaux = ce que les questions et les contributions signalent
signals-title = Signaux du { $first } au { $last }
signals-none = Rien n’a été demandé ni confié sur cette période.
signals-topics = Ce qui est demandé, d’après les passages donnés :
signals-times = { $what } ({ $count } fois)
signals-missed = Ce qui manque au corpus :
signals-group = « { $example } » : { $count } { $count ->
    [one] question mal servie
   *[other] questions mal servies
} (mots : { $words })
signals-reasons = Pourquoi une réponse n’a pas servi :
signals-given = Ce que les gens ont confié :
signals-given-comment = { $count } { $count ->
    [one] commentaire
   *[other] commentaires
}
signals-given-testimony = { $count } { $count ->
    [one] témoignage
   *[other] témoignages
}
signals-given-reflection = { $count } { $count ->
    [one] réflexion
   *[other] réflexions
}
signals-about = À propos de : { $about }.
signals-item = – { $item }

button-figures = Chiffres
