package dev.antidote.cli;

import dev.antidote.bundle.SigningKey;
import dev.antidote.bundle.TrustedKey;
import dev.antidote.bundle.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, shows and trusts the keys that sign bundles and releases. */
@Command(
        name = "keys",
        sortOptions = false,
        showDefaultValues = true,
        description = "Makes, shows and trusts the keys that sign bundles and releases.",
        footer = {
            "",
            "Whoever has a trusted private key can put any bundle in place: keep it where",
            "bundles are made, and use another one for each environment.",
            "",
            "Examples:",
            "  antidote keys create release.key",
            "  antidote keys trust release.key.pub --keys /etc/antidote/keys"
        })
final class KeysCommand implements Callable<Integer> {
    private final Session session;

    KeysCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.terminal()
                .complain("antidote: keys needs a command: create, show or trust (see: antidote keys --help)");
        return ExitCode.USAGE;
    }

    /** Makes a key. */
    @Command(
            name = "create",
            sortOptions = false,
            description = "Makes an Ed25519 key: FILE for its owner alone, FILE.pub for everybody.",
            footer = {"", "Example:", "  antidote keys create release.key"})
    int create(
            @Parameters(paramLabel = "FILE", description = "The private key's file, which must not exist.") Path file) {
        Path open = file.resolveSibling(file.getFileName() + TrustedKeys.SUFFIX);
        if (Files.exists(open)) {
            throw new CommandException(open + " already exists; name another file");
        }
        SigningKey key = SigningKey.create();
        key.write(file);
        FileTree.writeWhole("keys create", open, key.open().pem().getBytes(StandardCharsets.US_ASCII));
        session.terminal().result("key " + key.id() + ": private in " + file + ", public in " + open);
        return ExitCode.OK;
    }

    /** Shows a public key. */
    @Command(
            name = "show",
            sortOptions = false,
            description = "Shows the id and the public key of a file, private or public.",
            footer = {"", "Example:", "  antidote keys show release.key.pub"})
    int show(@Parameters(paramLabel = "FILE", description = "A private or public key.") Path file) {
        TrustedKey key = TrustedKey.read(file);
        session.terminal().result("key " + key.id() + "\n" + key.pem().stripTrailing());
        return ExitCode.OK;
    }

    /** Adds a public key to those that are trusted. */
    @Command(
            name = "trust",
            sortOptions = false,
            description = "Adds a public key to a directory of trusted keys (releases.trustedKeys); delete its file to"
                    + " withdraw it.",
            footer = {"", "Example:", "  antidote keys trust release.key.pub --keys /etc/antidote/keys"})
    int trust(
            @Parameters(paramLabel = "FILE", description = "A public key.") Path file,
            @Option(names = "--keys", required = true, paramLabel = "DIR", description = "The trusted keys.")
                    Path directory) {
        TrustedKey key = TrustedKey.read(file);
        Path place = directory.resolve(key.id() + TrustedKeys.SUFFIX);
        FileTree.writeWhole("--keys", place, key.pem().getBytes(StandardCharsets.US_ASCII));
        session.terminal().result("key " + key.id() + " is trusted: " + place);
        return ExitCode.OK;
    }
}
