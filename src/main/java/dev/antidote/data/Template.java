package dev.antidote.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * One template of a {@link Grammar}, parsed: pieces that are written one after the other.
 *
 * @param pieces literal text, slots and choices, in order
 */
record Template(List<Template.Piece> pieces) {
    /** A part of a template. */
    interface Piece {
        /** Writes itself; {@code rules} writes any template of the rule that it is given. */
        void write(Random random, StringBuilder out, BiConsumer<String, StringBuilder> rules);

        /** The names of the rules that it may write. */
        Stream<String> references();
    }

    void write(Random random, StringBuilder out, BiConsumer<String, StringBuilder> rules) {
        pieces.forEach(piece -> piece.write(random, out, rules));
    }

    Stream<String> references() {
        return pieces.stream().flatMap(Piece::references);
    }

    static Template parse(String text) {
        Parser parser = new Parser(text);
        Template template = parser.sequence();
        if (parser.at < text.length()) {
            throw new IllegalArgumentException("grammar: \"" + text + "\" has a bracket or bar that nothing opened");
        }
        return template;
    }

    private record Literal(String text) implements Piece {
        @Override
        public void write(Random random, StringBuilder out, BiConsumer<String, StringBuilder> rules) {
            out.append(text);
        }

        @Override
        public Stream<String> references() {
            return Stream.empty();
        }
    }

    private record Slot(String rule, boolean optional) implements Piece {
        @Override
        public void write(Random random, StringBuilder out, BiConsumer<String, StringBuilder> rules) {
            if (!optional || random.nextBoolean()) {
                rules.accept(rule, out);
            }
        }

        @Override
        public Stream<String> references() {
            return Stream.of(rule);
        }
    }

    private record Choice(List<Template> options) implements Piece {
        @Override
        public void write(Random random, StringBuilder out, BiConsumer<String, StringBuilder> rules) {
            options.get(random.nextInt(options.size())).write(random, out, rules);
        }

        @Override
        public Stream<String> references() {
            return options.stream().flatMap(Template::references);
        }
    }

    /** Recursive descent; a bracket with bars is a choice, one without is a slot. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Template sequence() {
            List<Piece> pieces = new ArrayList<>();
            while (at < text.length() && "|}".indexOf(text.charAt(at)) < 0) {
                pieces.add(text.charAt(at) == '{' ? bracket() : literal());
            }
            return new Template(List.copyOf(pieces));
        }

        private Piece literal() {
            int start = at;
            while (at < text.length() && "{|}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return new Literal(text.substring(start, at));
        }

        private Piece bracket() {
            int start = at;
            List<Template> options = new ArrayList<>();
            do {
                at++;
                options.add(sequence());
            } while (at < text.length() && text.charAt(at) == '|');
            if (at == text.length()) {
                throw new IllegalArgumentException("grammar: \"" + text + "\" leaves a bracket open");
            }
            at++;
            return options.size() > 1 ? new Choice(options) : slot(text.substring(start + 1, at - 1));
        }

        private static Slot slot(String name) {
            boolean optional = name.endsWith("?");
            return new Slot(optional ? name.substring(0, name.length() - 1) : name, optional);
        }
    }
}
