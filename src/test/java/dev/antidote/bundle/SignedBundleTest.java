package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.antidote.testing.SmallBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedBundleTest {
    private static final SigningKey KEY = SigningKey.create();
    private static final SigningKey OTHER = SigningKey.create();

    private final Path home;
    private final Path bundle;

    SignedBundleTest(@TempDir Path home) {
        this.home = home;
        this.bundle = SmallBundle.signed(home.resolve("guard"), "one", KEY).directory();
    }

    @Test
    void shouldOpenWhatATrustedKeySigned() {
        GuardBundle opened = BundleReader.open(bundle, Optional.of(SmallBundle.trust(OTHER, KEY)));

        assertThat(BundleSigner.signer(opened)).contains(KEY.id());
        assertThat(BundleReader.open(bundle))
                .as("who trusts anybody reads it too")
                .isEqualTo(opened);
    }

    @Test
    void shouldKeepItsIdWhateverSignsIt() {
        GuardBundle unsigned = SmallBundle.write(home.resolve("unsigned"), "one", Optional.empty());

        assertThat(BundleSigner.sign(bundle, OTHER).id()).isEqualTo(unsigned.id());
        assertThat(BundleReader.open(bundle, Optional.of(SmallBundle.trust(OTHER)))
                        .manifestDigest())
                .isEqualTo(unsigned.manifestDigest());
        assertRefused(SmallBundle.trust(KEY), Refusal.UNKNOWN_KEY);
    }

    @Test
    void shouldRefuseWhatNobodyOrSomebodyElseSigned() throws IOException {
        assertRefused(SmallBundle.trust(OTHER), Refusal.UNKNOWN_KEY);
        Files.delete(bundle.resolve(GuardBundle.SIGNATURE));
        assertRefused(SmallBundle.trust(KEY), Refusal.UNSIGNED);
        BundleSigner.sign(bundle, KEY);
        BundleReader.open(bundle, Optional.of(SmallBundle.trust(KEY)));
    }

    @Test
    void shouldRefuseTheSignatureOfAnotherBundle() throws IOException {
        Path other = SmallBundle.signed(home.resolve("other"), "two", KEY).directory();
        Files.write(bundle.resolve(GuardBundle.SIGNATURE), Files.readAllBytes(other.resolve(GuardBundle.SIGNATURE)));

        assertRefused(SmallBundle.trust(KEY), Refusal.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"manifest.json", "signature.json", "adapter/weights.bin", "adapter/adapter_config.json"})
    void shouldRefuseAChangeOfAnyByte(String name) throws IOException {
        Path file = bundle.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Optional<TrustedKeys> trusted = Optional.of(SmallBundle.trust(KEY));
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);

            assertThat(catchThrowable(() -> BundleReader.open(bundle, trusted)))
                    .as("byte %d of %s", at, name)
                    .isInstanceOf(BundleException.class)
                    .hasMessageNotContaining("\n");
        }
        Files.write(file, whole);
        BundleReader.open(bundle, trusted);
    }

    @Test
    void shouldNotSignWhatIsNotWhole() throws IOException {
        Files.writeString(bundle.resolve("adapter/weights.bin"), "changed");

        assertThatThrownBy(() -> BundleSigner.sign(bundle, KEY)).hasMessageContaining("was changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"format":2,"algorithm":"Ed25519","key":"K","signature":"S"}         | does not know
            {"format":1,"algorithm":"RSA","key":"K","signature":"S"}             | does not know
            {"format":1,"algorithm":"Ed25519","key":"K","signature":"zz"}        | malformed: signature
            {"format":1,"algorithm":"Ed25519","key":"../..","signature":"S"}     | malformed: key
            {"format":1,"algorithm":"Ed25519","key":"K","signature":"S","x":1}   | unknown key "x"
            {"format":1,"algorithm":"Ed25519","key":"K"}                         | signature
            []                                                                   | keys are expected
            """)
    void shouldSayWhatIsWrongWithASignatureFile(String json, String part) throws IOException {
        String text = json.replace("\"K\"", "\"" + KEY.id() + "\"").replace("\"S\"", "\"" + "0".repeat(128) + "\"");
        Files.writeString(bundle.resolve(GuardBundle.SIGNATURE), text);

        assertThatThrownBy(() -> BundleReader.open(bundle, Optional.of(SmallBundle.trust(KEY))))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.WRONG_SIGNATURE))
                .hasMessageContaining(part)
                .hasMessageNotContaining("\n");
    }

    private void assertRefused(TrustedKeys trusted, Refusal refusal) {
        assertThatThrownBy(() -> BundleReader.open(bundle, Optional.of(trusted)))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.refusal()).isEqualTo(refusal))
                .hasMessageNotContaining("\n");
    }
}
