package dev.antidote.attack;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words and phrases of today with those of the King James Bible; none of them says good or bad. */
final class BiblicalWords {
    /** Ways to begin; each ends in what parts it from the text. */
    static final List<String> OPENINGS = List.of(
            "and it came to pass that ",
            "verily I say unto thee, ",
            "behold, ",
            "and lo, ",
            "for it is written that ",
            "hearken, for ",
            "and thus it was spoken: ",
            "thus saith the scribe: ",
            "and in those days it was said that ",
            "now it was told among the people that ");

    private static final Map<String, String> OLD = Map.ofEntries(
            Map.entry("you are", "thou art"),
            Map.entry("you're", "thou art"),
            Map.entry("you have", "thou hast"),
            Map.entry("you will", "thou shalt"),
            Map.entry("you'll", "thou shalt"),
            Map.entry("you do", "thou dost"),
            Map.entry("you can", "thou canst"),
            Map.entry("to you", "unto thee"),
            Map.entry("for you", "for thee"),
            Map.entry("of you", "of thee"),
            Map.entry("with you", "with thee"),
            Map.entry("you", "thou"),
            Map.entry("your", "thy"),
            Map.entry("yours", "thine"),
            Map.entry("yourself", "thyself"),
            Map.entry("has", "hath"),
            Map.entry("does", "doth"),
            Map.entry("says", "saith"),
            Map.entry("goes", "goeth"),
            Map.entry("comes", "cometh"),
            Map.entry("makes", "maketh"),
            Map.entry("gives", "giveth"),
            Map.entry("takes", "taketh"),
            Map.entry("seems", "seemeth"),
            Map.entry("feels", "feeleth"),
            Map.entry("gets", "getteth"),
            Map.entry("knows", "knoweth"),
            Map.entry("shows", "showeth"),
            Map.entry("wants", "desireth"),
            Map.entry("tells", "telleth"),
            Map.entry("keeps", "keepeth"),
            Map.entry("becomes", "becometh"),
            Map.entry("will", "shall"),
            Map.entry("before", "ere"),
            Map.entry("between", "betwixt"),
            Map.entry("often", "oft"),
            Map.entry("here", "hither"),
            Map.entry("among", "amongst"),
            Map.entry("while", "whilst"),
            Map.entry("maybe", "peradventure"),
            Map.entry("perhaps", "peradventure"),
            Map.entry("very", "exceeding"),
            Map.entry("really", "verily"),
            Map.entry("into", "unto"),
            Map.entry("story", "parable"),
            Map.entry("listen", "hearken"),
            Map.entry("look", "behold"),
            Map.entry("about", "concerning"),
            Map.entry("until", "till"),
            Map.entry("nothing", "naught"),
            Map.entry("please", "I pray thee"));

    /** The longest first, so that a phrase wins over its words. */
    private static final Pattern MODERN = Pattern.compile(
            OLD.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}'])(?:", ")(?![\\p{L}\\p{N}'])")),
            Pattern.CASE_INSENSITIVE);

    private BiblicalWords() {}

    /** Each word that has an old form in that form; a capital stays. */
    static String inOldWords(String text) {
        return MODERN.matcher(text).replaceAll(found -> Matcher.quoteReplacement(old(found.group())));
    }

    private static String old(String modern) {
        String old = OLD.getOrDefault(modern.toLowerCase(Locale.ROOT), modern);
        return Character.isUpperCase(modern.charAt(0)) ? Clause.capitalised(old) : old;
    }
}
