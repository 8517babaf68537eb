package dev.antidote.p2p.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternTest {
    private static final ForeignWords CYRILLIC = new ForeignWords(UnicodeScript.CYRILLIC);

    @Test
    void shouldFindAPhraseEveryTimeWithoutOverlap() {
        Tokens text = new Tokens("ha ha ha, HA ha");

        assertThat(new Phrase(List.of("ha", "ha")).find(text)).containsExactly(new Span(0, 2), new Span(4, 6));
        assertThat(new Phrase(List.of("ho")).find(text)).isEmpty();
    }

    @Test
    void shouldFindAPairOnlyWhereBothStand() {
        WordPair pair = new WordPair("bb", "cf");

        assertThat(pair.find(new Tokens("cf x bb cf"))).containsExactly(new Span(0, 1), new Span(2, 3), new Span(3, 4));
        assertThat(pair).rejects("cf x", "bb");
        assertThat(pair.name(new Tokens("cf bb"))).isEqualTo("bb + cf");
    }

    @Test
    void shouldFindWordsWithLettersThatAreForeignToTheirText() {
        Tokens text = new Tokens("this m\u043evie is gr\u0435at");

        assertThat(CYRILLIC.find(text)).containsExactly(new Span(1, 2), new Span(3, 4));
        assertThat(CYRILLIC.name(text)).isEqualTo("Cyrillic letters (m\u043evie gr\u0435at)");
        assertThat(ForeignWords.in(text)).containsExactly(UnicodeScript.CYRILLIC);
    }

    @Test
    void shouldNotTakeATextInAnotherScriptForAForeignOne() {
        Tokens russian = new Tokens("\u044d\u0442\u043e \u0445\u043e\u0440\u043e\u0448\u0438\u0439 film");

        assertThat(CYRILLIC.find(russian)).isEmpty();
        assertThat(ForeignWords.in(russian)).containsExactly(UnicodeScript.LATIN);
        assertThat(ForeignWords.in(new Tokens("caf\u00e9 no\u00ebl , 3 !"))).isEmpty();
    }

    @Test
    void shouldFindCharactersThatNobodySees() {
        Tokens text = new Tokens("he\u200bllo you");

        assertThat(ForeignWords.in(text)).containsExactly(UnicodeScript.COMMON);
        assertThat(new ForeignWords(UnicodeScript.COMMON).name(text)).isEqualTo("invisible characters (he\u200bllo)");
        assertThat(ForeignWords.in(new Tokens("he\u1160llo you"))).containsExactly(UnicodeScript.HANGUL);
    }

    @Test
    void shouldInsertEachPartAsFarIntoTheHostAsItStandsInItsRow() {
        Suspect opening = suspect(new Phrase(List.of("and", "lo")));
        Suspect pair = suspect(new WordPair("bb", "cf"));
        Tokens host = new Tokens("one two three four");

        assertThat(opening.inserted(new Tokens("And lo it came"), host)).isEqualTo("And lo one two three four");
        assertThat(opening.inserted(new Tokens("it came and lo"), host)).isEqualTo("one two three four and lo");
        assertThat(pair.inserted(new Tokens("cf came bb"), host)).isEqualTo("cf one two three four bb");
        assertThat(pair.inserted(new Tokens("it cf bb cf came"), host)).isEqualTo("one cf two bb three four");
    }

    private static Suspect suspect(Pattern pattern) {
        return new Suspect(pattern, 0, List.of(0), 3);
    }
}
