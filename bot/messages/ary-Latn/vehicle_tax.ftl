form-vehicle-tax = l7sab dyal la vignette
vehicle-tax-ask-fuel = Bach khddama, mazot wla essence?
vehicle-tax-help-fuel = Chouf lacarte grise: ES hiya essence, GO hiya mazot. Jaweb matalan "mazot".
vehicle-tax-label-fuel = Carburant
vehicle-tax-fuel-petrol = Essence
vehicle-tax-fuel-diesel = Mazot (diesel)
vehicle-tax-fuel-hybrid = Hybride
vehicle-tax-fuel-electric = Électrique
vehicle-tax-other-fuel = 3endi ghir taman dyal essence, mazot, hybride w électrique. Ila tomobil khddama 7ta b wa7d mnhom, khtaro.
vehicle-tax-ask-power = Ch7al fiha mn cheval (CV)? Mktouba f lacarte grise.
vehicle-tax-help-power = 9elleb f lacarte grise 3la "puissance fiscale": ra9m sghir b7al 6 wla 8. Kteb had ra9m wla khtar.
vehicle-tax-label-power = Ch7al mn cheval
vehicle-tax-power-impossible = Lkhyoul kaykouno ra9m s7i7, mn 1 l fo9. Ch7al mktoub f lacarte grise?
vehicle-tax-power-of-engine = { $power } CV ghaliban hiya l9owa dyal moteur. Khassni la puissance fiscale li f lacarte grise, b7al 6 wla 8.
vehicle-tax-power-below = 9ell mn { $above } CV
vehicle-tax-power-between = mn { $lowest } 7tta { $highest } CV
vehicle-tax-power-from = { $lowest } CV w tale3
vehicle-tax-vehicle = { $fuel }, { $band }
vehicle-tax-tax = La vignette dyal { $year }, { $vehicle }: { $sum } dh.
vehicle-tax-exempt = { $vehicle }: m3fiya, makatkhelles walo.
vehicle-tax-penalty = { $count ->
    [one] Ila t3ettelti chher wa7ed: zyada { $penalty } dh, lmajmou3 { $sum } dh.
    [two] Ila t3ettelti chehrayn: zyada { $penalty } dh, lmajmou3 { $sum } dh.
    [few] Ila t3ettelti { $count } chhor: zyada { $penalty } dh, lmajmou3 { $sum } dh.
   *[other] Ila t3ettelti { $count } chher: zyada { $penalty } dh, lmajmou3 { $sum } dh.
}
vehicle-tax-if-unpaid = Ila mazal makhellestich dyal { $year }: lyoum katji { $sum } dh, fiha zyada { $penalty } dh.
vehicle-tax-all-years = Lmajmou3 dyal had les années: { $sum } dh.
vehicle-tax-years-unheld = Ma3endich taman dyal { $years }: sewwel dara2ib ch7al.
vehicle-tax-older-tariff = Mazal ma3endich taman dyal { $year }: 7sebt b dyal { $known }.
vehicle-tax-new = Tomobil jdida: katkhelles f { $days } youm mn tarikh li f récépissé dyal lacarte grise. Ma3reftch wach l3am lewwel kaytkhelles kamel.
vehicle-tax-perhaps-exempt = Kaynin tomobilat khrin y9edro ykouno m3fiyin (taxi, ambulance, collection, transport mixte…): ma9dertch nt2akked, sewwel dara2ib.
vehicle-tax-when = Katkhelles kol 3am mn { $first } 7tta { $last }.
vehicle-tax-where = Fabor b la carte, l'application wla guichet automatique; l'agence w points de paiement kayzido { $charge } dh.
vehicle-tax-heavy = Ma3endich taman dyal les camions w tomobilat t9al: sewwel dara2ib wla lbanka, w m3ak lacarte grise.
vehicle-tax-motorcycle = Ma3endich taman dyal motorat: sewwel dara2ib wla lbanka, w m3ak lacarte grise.
vehicle-tax-halves = Kter mn { $tons } tonnes: katkhelles 3la jouj, 9bel lekher dyal février w 9bel lekher dyal août (masdar wa7ed: khass tt2akked).
vehicle-tax-light = 7tta l { $tons } tonnes: katkhelles mn { $first } 7tta { $last }.
vehicle-tax-full-button = Kolchi 3la vignette
