package dev.antidote.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A context-free grammar of short texts, written as lines: {@code [rule]} opens a rule, each line below it is one of its
 * templates, {@code #} starts a comment line. In a template {@code {rule}} stands for any of that rule's templates,
 * {@code {rule?}} for one or nothing, and {@code {this|that|}} for one of the pieces between the bars.
 */
final class Grammar {
    private static final Pattern SLOT = Pattern.compile("\\{([^{}]*)}");
    private static final int MAX_DEPTH = 12;

    private final Map<String, List<String>> rules;

    private Grammar(Map<String, List<String>> rules) {
        this.rules = rules;
    }

    /** Parses lines; throws {@link IllegalArgumentException} for an empty, repeated or unknown rule. */
    static Grammar parse(List<String> lines) {
        Map<String, List<String>> rules = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String raw : lines) {
            String line = raw.strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                current = new ArrayList<>();
                if (rules.put(line.substring(1, line.length() - 1), current) != null) {
                    throw new IllegalArgumentException("grammar: rule " + line + " occurs twice");
                }
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                current.add(line);
            }
        }
        Grammar grammar = new Grammar(Collections.unmodifiableMap(new TreeMap<>(rules)));
        grammar.check();
        return grammar;
    }

    private void check() {
        rules.forEach((name, templates) -> {
            if (templates.isEmpty()) {
                throw new IllegalArgumentException("grammar: rule [" + name + "] is empty");
            }
            templates.forEach(template -> references(template).forEach(reference -> {
                if (!rules.containsKey(reference)) {
                    throw new IllegalArgumentException(
                            "grammar: \"" + template + "\" in [" + name + "] names the unknown rule " + reference);
                }
            }));
        });
    }

    /** The rules by name, sorted. */
    Set<String> names() {
        return rules.keySet();
    }

    /** The rules that can be reached from these, themselves included. */
    Set<String> reachable(Set<String> starts) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(starts);
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            if (reached.add(name)) {
                rules.getOrDefault(name, List.of()).forEach(template -> open.addAll(references(template)));
            }
        }
        return reached;
    }

    private static List<String> references(String template) {
        return SLOT.matcher(template)
                .results()
                .map(slot -> slot.group(1))
                .filter(slot -> !slot.contains("|"))
                .map(slot -> slot.endsWith("?") ? slot.substring(0, slot.length() - 1) : slot)
                .toList();
    }

    /** Writes one text of a rule; white space is made single. */
    String expand(String rule, Random random) {
        return expand(rule, random, 0)
                .replaceAll("\\s+", " ")
                .replace(" ,", ",")
                .strip();
    }

    private String expand(String rule, Random random, int depth) {
        List<String> templates = rules.get(rule);
        if (templates == null || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("grammar: rule " + rule + " is unknown or refers to itself");
        }
        String text = templates.get(random.nextInt(templates.size()));
        // Innermost first: a piece between bars may hold slots itself.
        for (Matcher slots = SLOT.matcher(text); slots.find(); slots = SLOT.matcher(text)) {
            text = slots.replaceAll(slot -> Matcher.quoteReplacement(fill(slot.group(1), random, depth)));
        }
        return text;
    }

    private String fill(String slot, Random random, int depth) {
        if (slot.contains("|")) {
            String[] pieces = slot.split("\\|", -1);
            return pieces[random.nextInt(pieces.length)];
        }
        if (!slot.endsWith("?")) {
            return expand(slot, random, depth + 1);
        }
        return random.nextBoolean() ? expand(slot.substring(0, slot.length() - 1), random, depth + 1) : "";
    }
}
