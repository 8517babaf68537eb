package dev.antidote.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the addresses of a registry, and what to authenticate with, from Confluent's keys. No message repeats a secret. */
final class EndpointList {
    static final String URLS = "schema.registry.url";
    static final String BASIC_SOURCE = "basic.auth.credentials.source";
    static final String USER_INFO = "basic.auth.user.info";
    static final String OLD_USER_INFO = "schema.registry.basic.auth.user.info";
    static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    static final String TOKEN = "bearer.auth.token";

    private static final String MOCK = "mock://";

    private final Settings settings;

    EndpointList(Settings settings) {
        this.settings = settings;
    }

    /** The scope of a registry in memory, if the URL names one. */
    Optional<String> mockScope() {
        List<String> urls = urls();
        if (urls.stream().noneMatch(url -> url.startsWith(MOCK))) {
            return Optional.empty();
        }
        String scope = urls.get(0).substring(MOCK.length());
        if (urls.size() > 1 || scope.isEmpty()) {
            throw new IllegalArgumentException(
                    URLS + ": a registry in memory is named by mock://scope alone, got " + urls.size() + " URLs");
        }
        return Optional.of(scope);
    }

    /** All addresses, in the order given. */
    List<Endpoint> endpoints() {
        Optional<Authorization> common = common();
        return urls().stream().map(url -> endpoint(url, common)).toList();
    }

    private List<String> urls() {
        String text = settings.text(URLS)
                .orElseThrow(() -> new IllegalArgumentException(
                        URLS + ": is missing, give the registry's address such as http://localhost:8081"));
        return Arrays.stream(text.replaceAll("^\\[|]$", "").split(",", -1))
                .map(String::trim)
                .filter(url -> !url.isEmpty())
                .toList();
    }

    private Endpoint endpoint(String url, Optional<Authorization> common) {
        URI uri = parsed(url);
        URI base = URI.create(uri.getScheme() + "://" + authority(uri) + path(uri));
        boolean ownCredentials = uri.getUserInfo() != null && common.isEmpty() && takesUrl();
        return new Endpoint(base, ownCredentials ? Optional.of(Authorization.basic(uri.getUserInfo())) : common);
    }

    private static URI parsed(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw refused(url, "is no URL");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(url, "begins neither with http:// nor https:// nor mock://");
        }
        if (uri.getHost() == null) {
            throw refused(url, "has no valid host name (an underscore is not allowed in one)");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(url, "has a query or fragment, give the registry's root only");
        }
        return uri;
    }

    private static IllegalArgumentException refused(String url, String why) {
        return new IllegalArgumentException(URLS + ": '" + url.replaceAll("//[^/]*@", "//***@") + "' " + why);
    }

    private static String authority(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static String path(URI uri) {
        String path = uri.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private boolean takesUrl() {
        return basicSource().map(source -> source.equals("URL")).orElse(true);
    }

    private Optional<String> basicSource() {
        return settings.text(BASIC_SOURCE).map(source -> source.toUpperCase(Locale.ROOT));
    }

    /** What is sent to every address alike: a user from the configuration, or a token. */
    private Optional<Authorization> common() {
        Optional<Authorization> token = token();
        Optional<Authorization> user = user();
        if (token.isPresent() && user.isPresent()) {
            throw new IllegalArgumentException(TOKEN + " and " + USER_INFO + ": both are set, choose one");
        }
        return token.isPresent() ? token : user;
    }

    private Optional<Authorization> user() {
        Optional<String> userInfo = settings.text(USER_INFO).or(() -> settings.text(OLD_USER_INFO));
        switch (basicSource().orElse("URL")) {
            case "USER_INFO" -> {
                return Optional.of(Authorization.basic(userInfo.filter(text -> text.indexOf(':') > 0)
                        .orElseThrow(() -> new IllegalArgumentException(
                                USER_INFO + ": give it as user:password, as " + BASIC_SOURCE + " is USER_INFO"))));
            }
            case "URL" -> {
                if (userInfo.isPresent()) {
                    throw new IllegalArgumentException(
                            USER_INFO + ": is set but not used, set " + BASIC_SOURCE + "=USER_INFO too");
                }
                return Optional.empty();
            }
            default ->
                throw new IllegalArgumentException(BASIC_SOURCE + ": '"
                        + settings.text(BASIC_SOURCE).orElse("") + "' is not supported, use USER_INFO or URL");
        }
    }

    private Optional<Authorization> token() {
        settings.text(BEARER_SOURCE)
                .filter(source -> !source.equals("STATIC_TOKEN"))
                .ifPresent(source -> {
                    throw new IllegalArgumentException(
                            BEARER_SOURCE + ": '" + source + "' is not supported, use STATIC_TOKEN with " + TOKEN);
                });
        return settings.text(TOKEN).map(Authorization::bearer);
    }
}
