graph [
 node [ id 1 label "Ana" ]
 node [ id 2 label "Bo" ]
 edge [ source 1 target 2 ]
]
