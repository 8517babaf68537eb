package dev.antidote.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the wanted columns stand in the header of a delimited file. */
record Columns(int text, int label, int count) {
    static Columns find(Place place, long line, List<String> header, ColumnNames wanted) {
        List<String> names = header.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw place.error(line, "the header names " + Place.quote(name) + " twice; rename one of the columns");
            }
        }
        return new Columns(
                index(place, line, names, wanted.text()), index(place, line, names, wanted.label()), names.size());
    }

    private static int index(Place place, long line, List<String> names, ColumnNames.Column wanted) {
        int index = names.indexOf(wanted.name());
        if (index < 0) {
            throw place.error(line, missing("column", wanted, names));
        }
        return index;
    }

    /** Says which name was looked for and what is there instead. */
    static String missing(String kind, ColumnNames.Column wanted, List<String> found) {
        String there = found.isEmpty() ? "nothing" : Place.quote(found);
        String another = wanted.setting().isEmpty() ? "" : ", or name another with " + wanted.setting();
        return "has no " + kind + " " + Place.quote(wanted.name()) + ", found " + there + "; rename it" + another;
    }
}
