package dev.antidote.p2p;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Letters that look like a Latin one, as Cyrillic and mathematical ones do: a reader reads the word, a tokenizer another one or none
 * ("Bad Characters", arXiv 2106.09898). Which ones they are is Unicode's matter (UTS #39, confusables of version 17 that stand for a
 * single ASCII letter).
 *
 * <p>A word is read in Latin if each of its letters is Latin or looks so, and some are: nobody writes such a word honestly. One of
 * look-alikes alone, as a Russian word may be, is so read only among more Latin words than foreign ones, and not if it is a single
 * letter, such as the name of a variable.
 */
final class LookAlikes {
    /** Below are the Latin letters of Europe, with their accents. */
    private static final int FIRST = 0x250;

    private static final String TABLE = "look-alikes.txt";
    private static final int HEXADECIMAL = 16;
    private static final Map<Integer, Integer> LATIN = table();

    private enum Kind {
        LATIN,
        MIXED,
        LOOK_ALIKE,
        FOREIGN
    }

    private record Word(int from, int to, Kind kind) {}

    private LookAlikes() {}

    /** A text as it is read. */
    static String readIn(String text) {
        for (int at = 0; at < text.length(); at++) { // each request comes through here
            if (text.charAt(at) >= FIRST) {
                return read(text);
            }
        }
        return text;
    }

    private static String read(String text) {
        List<Word> words = words(text);
        long latin = words.stream()
                .filter(word -> word.kind() == Kind.LATIN || word.kind() == Kind.MIXED)
                .count();
        long foreign =
                words.stream().filter(word -> word.kind() == Kind.FOREIGN).count();
        StringBuilder read = new StringBuilder(text.length());
        int done = 0;
        for (Word word : words) {
            boolean several = text.codePointCount(word.from(), word.to()) > 1;
            if (word.kind() == Kind.MIXED || (word.kind() == Kind.LOOK_ALIKE && several && latin > foreign)) {
                read.append(text, done, word.from());
                text.substring(word.from(), word.to())
                        .codePoints()
                        .map(letter -> LATIN.getOrDefault(letter, letter))
                        .forEach(read::appendCodePoint);
                done = word.to();
            }
        }
        return read.append(text, done, text.length()).toString();
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int from = -1;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            boolean inWord = isInWord(text.codePointAt(at));
            if (inWord && from < 0) {
                from = at;
            } else if (!inWord && from >= 0) {
                words.add(word(text, from, at));
                from = -1;
            }
        }
        if (from >= 0) {
            words.add(word(text, from, text.length()));
        }
        return words;
    }

    private static boolean isInWord(int character) {
        return Character.isLetter(character) || Character.getType(character) == Character.NON_SPACING_MARK;
    }

    private static Word word(String text, int from, int to) {
        int[] letters = text.substring(from, to)
                .codePoints()
                .filter(Character::isLetter)
                .toArray();
        long latin = Arrays.stream(letters).filter(letter -> letter < FIRST).count();
        long alike = Arrays.stream(letters).filter(LATIN::containsKey).count();
        if (latin + alike < letters.length) {
            return new Word(from, to, Kind.FOREIGN);
        }
        Kind pure = alike == 0 ? Kind.LATIN : Kind.LOOK_ALIKE;
        return new Word(from, to, latin > 0 && alike > 0 ? Kind.MIXED : pure);
    }

    private static Map<Integer, Integer> table() {
        Map<Integer, Integer> table = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(LookAlikes.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split(" ")).forEach(line -> {
                for (int i = 1; i < line.length; i++) {
                    table.put(Integer.parseInt(line[i], HEXADECIMAL), line[0].codePointAt(0));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(table);
    }
}
