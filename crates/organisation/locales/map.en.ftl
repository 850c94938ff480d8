## The map of the provinces.
org-map = Map
org-map-title = Members by province on { $x }
org-map-colour-by = Colour by
org-map-figure-danh-sach = Members listed
org-map-figure-xac-nhan = Members confirmed
org-map-figure-ty-le = Share of members
org-map-said-danh-sach = { $x } members listed
org-map-said-xac-nhan = { $x } members confirmed
org-map-said-ty-le = { $x } members
org-map-most = Most: { $x }, { $y }
org-map-highest = Highest share of members: { $x }, { $y }
org-map-nothing = No province has this figure yet
org-map-with-units = { $x } of { $y } provinces have a unit in the tree.
org-map-silent = { $n ->
    [one] { $num } has not confirmed its figures.
   *[other] { $num } have not confirmed their figures.
}
org-map-not-applicable = { $n ->
    [one] In { $num } the figure does not apply.
   *[other] In { $num } the figure does not apply.
}
org-map-desc = A map of { $num } tiles, one for each province, from north to south and west to east. A tile with a unit is a link; a tile without one is empty. The table below has the same figures.
org-map-legend = Legend
org-map-up-to = Up to { $x }
org-map-above = Above { $x }, up to { $y }
org-map-provinces = { $n ->
    [one] { $num } province
   *[other] { $num } provinces
}
org-map-key-in-part = Folded golden corner: some units have not confirmed
org-map-key-not-confirmed = Hatched: not confirmed (unconf.), which is not zero
org-map-key-not-applicable = Dotted: does not apply (n/a)
org-map-key-no-unit = Dashed border: no unit in the tree
org-map-note = Each tile is a province, placed roughly where it lies; its size says nothing of the area. Members on the islands count for the province that governs them. Press a tile to open the unit.
org-map-brief-not-confirmed = unconf.
org-map-brief-not-applicable = n/a
org-map-millions = { $x }m
org-map-islands = Islands
org-map-no-unit = No unit yet
org-map-table = Figures by province
org-map-province = Province or city
org-map-staff = Staff
org-map-share = Share
org-map-told = { $x } of { $y } units confirmed
org-map-col-told = Units that confirmed
org-map-col-units = Units that have to
org-map-outside = In no province
org-map-outside-why = Ministries and central agencies
org-map-within = { $x } includes: { $y }. { $z }
org-map-without = { $x } provinces have no unit in the tree: { $y }.
org-map-to-report = Report by unit
org-map-no-unit-yours = None of your units
org-map-key-no-unit-yours = Dashed border: none of your units
org-map-with-units-yours = Your units are in { $x } of { $y } provinces.
org-map-without-yours = { $x } provinces have none of your units: { $y }.
