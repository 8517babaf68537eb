package dev.antidote.cli;

import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.BundleSigner;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.SigningKey;
import dev.antidote.bundle.TrustedKeys;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs and verifies bundles. */
@Command(
        name = "bundle",
        sortOptions = false,
        showDefaultValues = true,
        description = "Signs and verifies bundles.",
        footer = {
            "",
            "Examples:",
            "  antidote bundle sign guard --key release.key",
            "  antidote bundle verify guard --keys /etc/antidote/keys"
        })
final class BundleCommand implements Callable<Integer> {
    private final Session session;

    BundleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.terminal().complain("antidote: bundle needs a command: sign or verify (see: antidote bundle --help)");
        return ExitCode.USAGE;
    }

    /** Signs. */
    @Command(
            name = "sign",
            sortOptions = false,
            description = "Verifies a bundle's files and signs its manifest, in place of any signature that it has.",
            footer = {"", "Example:", "  antidote bundle sign guard --key release.key"})
    int sign(
            @Parameters(paramLabel = "DIR", description = "The bundle.") Path directory,
            @Option(names = "--key", required = true, paramLabel = "KEY", description = "The private key.") Path file) {
        SigningKey key = SigningKey.read(file);
        GuardBundle bundle = BundleSigner.sign(directory, key);
        session.terminal().result("bundle " + bundle.id() + " is signed with key " + key.id());
        return ExitCode.OK;
    }

    /** Verifies. */
    @Command(
            name = "verify",
            sortOptions = false,
            description = "Verifies a bundle's files, and with --keys its signature.",
            footer = {"", "Example:", "  antidote bundle verify guard --keys /etc/antidote/keys"})
    int verify(
            @Parameters(paramLabel = "DIR", description = "The bundle.") Path directory,
            @Option(
                            names = "--keys",
                            paramLabel = "PATH",
                            description = "Trusted public keys: a file, or a directory of .pub files.")
                    @Nullable
                    Path keys) {
        Optional<TrustedKeys> trusted = Optional.ofNullable(keys).map(TrustedKeys::read);
        GuardBundle bundle = BundleReader.open(directory, trusted);
        String signer = BundleSigner.signer(bundle)
                .map(id -> trusted.isPresent()
                        ? "signed with key " + id
                        : "said to be signed with key " + id + ", which is not verified without --keys")
                .orElse("not signed");
        session.terminal()
                .result("bundle " + bundle.id() + ": "
                        + bundle.manifest().files().size() + " files are what its manifest says; " + signer);
        return ExitCode.OK;
    }
}
