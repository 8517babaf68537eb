package dev.antidote.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private final Path home;
    private final Path file;

    SigningKeyTest(@TempDir Path home) {
        this.home = home;
        this.file = home.resolve("release.key");
    }

    @Test
    void shouldReadBackWhatItWroteForItsOwnerAlone() throws IOException {
        SigningKey key = SigningKey.create();
        key.write(file);

        SigningKey read = SigningKey.read(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(read.id())
                .isEqualTo(key.id())
                .isEqualTo(TrustedKey.read(file).id());
        trust(key).require("it", Purpose.MANIFEST, CONTENT, read.sign(Purpose.MANIFEST, CONTENT));
        assertThat(read).asString().isEqualTo("SigningKey " + key.id());
    }

    @Test
    void shouldNotReplaceAFile() throws IOException {
        Files.writeString(file, "mine");

        assertRefused(() -> SigningKey.create().write(file), "already exists");
        assertThat(file).hasContent("mine");
    }

    @Test
    void shouldRefuseASecretThatOthersCanRead() throws IOException {
        SigningKey.create().write(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertRefused(() -> SigningKey.read(file), "chmod 600 " + file);
    }

    @Test
    void shouldSayWhatIsWrongWithAKey() throws IOException {
        SigningKey one = SigningKey.create();
        one.write(file);
        String secret = Files.readString(file).replaceAll("(?s)-----BEGIN PUBLIC.*", "");

        assertRefused(() -> SigningKey.read(home.resolve("none")), "none does not exist; antidote keys create");
        assertRefused(() -> SigningKey.read(secretFile("", "no-blocks")), "has 0 PRIVATE KEY blocks");
        assertRefused(() -> SigningKey.read(secretFile(secret, "half")), "openssl pkey -in KEY -pubout");
        String mixed = secret + SigningKey.create().open().pem();
        assertRefused(() -> SigningKey.read(secretFile(mixed, "mixed")), "do not belong together");
        String noKey = Pem.block(Pem.PRIVATE, CONTENT) + one.open().pem();
        assertRefused(() -> SigningKey.read(secretFile(noKey, "no-key")), "an Ed25519 key is wanted");
        assertRefused(() -> SigningKey.read(secretFile("x".repeat(70_000), "large")), "more than any key");
    }

    @Test
    void shouldTrustAllKeysOfADirectoryAndNoOther() throws IOException {
        SigningKey one = SigningKey.create();
        SigningKey two = SigningKey.create();
        Files.writeString(home.resolve("one.pub"), one.open().pem());
        Files.writeString(home.resolve("two.pub"), "a comment\n" + two.open().pem());
        Files.writeString(home.resolve("notes.txt"), "no key");

        TrustedKeys keys = TrustedKeys.read(home);

        assertThat(keys.keys()).containsOnlyKeys(one.id(), two.id());
        SigningKey stranger = SigningKey.create();
        assertThatThrownBy(
                        () -> keys.require("it", Purpose.MANIFEST, CONTENT, stranger.sign(Purpose.MANIFEST, CONTENT)))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.UNKNOWN_KEY))
                .hasMessageContaining(stranger.id().text())
                .hasMessageContaining(one.id().text());
    }

    @Test
    void shouldRefuseASetOfKeysThatIsNotWhole() throws IOException {
        assertRefused(() -> TrustedKeys.read(home), "antidote keys trust");
        Files.writeString(home.resolve("one.pub"), SigningKey.create().open().pem());
        Files.writeString(home.resolve("two.pub"), "torn");
        assertRefused(() -> TrustedKeys.read(home), "two.pub has no PUBLIC KEY block");
    }

    @Test
    void shouldNotTakeASignatureForAnotherPurposeOrContentOrKey() {
        SigningKey key = SigningKey.create();
        DetachedSignature signature = key.sign(Purpose.MANIFEST, CONTENT);

        assertWrong(key, Purpose.ANNOUNCEMENT, CONTENT, signature);
        assertWrong(key, Purpose.MANIFEST, new byte[] {1}, signature);
        DetachedSignature foreign = new DetachedSignature(
                key.id(), SigningKey.create().sign(Purpose.MANIFEST, CONTENT).signature());
        assertWrong(key, Purpose.MANIFEST, CONTENT, foreign);
    }

    private static void assertWrong(SigningKey key, Purpose purpose, byte[] content, DetachedSignature signature) {
        assertThatThrownBy(() -> trust(key).require("it", purpose, content, signature))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.WRONG_SIGNATURE));
    }

    private static TrustedKeys trust(SigningKey key) {
        return TrustedKeys.of(List.of(key.open()));
    }

    private Path secretFile(String text, String name) {
        try {
            Path written = Files.writeString(home.resolve(name), text);
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
            return written;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(ThrowingCallable call, String part) {
        assertThatThrownBy(call)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("\n");
    }
}
