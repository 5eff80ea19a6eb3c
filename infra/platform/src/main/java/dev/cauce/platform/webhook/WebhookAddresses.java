package dev.cauce.platform.webhook;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses webhooks may go to: of the public internet alone, by https. Asked at registration of the text and of
 * what the name stands for at that time, and again of what it stands for at each connection, which then goes to the
 * very address that was looked at (a name may stand for another one a moment later). The ranges are those of the IANA
 * special-purpose registries for IPv4 and IPv6.
 */
public final class WebhookAddresses {

    private static final int LONGEST = 2048;
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern V6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Set<String> INSIDE =
            Set.of("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion", "test");

    private final boolean development;

    /** @param development also takes http, and addresses of this machine; never in production */
    public WebhookAddresses(boolean development) {
        this.development = development;
    }

    /**
     * Looks at the text of a URL, and asks nobody.
     *
     * @throws Rejected with {@code WEBHOOK_URL_REFUSED}
     */
    public URI require(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            throw refused("it is no URL");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (url.length() > LONGEST || uri.isOpaque() || uri.getHost() == null) {
            throw refused("it is no URL with a host");
        }
        if (!scheme.equals("https") && !(development && scheme.equals("http"))) {
            throw refused("only https is taken");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused("it has a user or a fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw refused("it has no port that there is");
        }
        requireHost(uri.getHost().toLowerCase(Locale.ROOT));
        return uri;
    }

    private void requireHost(String host) {
        if (DOTTED.matcher(host).matches() || V6.matcher(host).matches()) {
            try {
                // A literal in its one plain form: nobody is asked.
                if (isRefused(InetAddress.getByName(host))) {
                    throw refused("its address is not of the public internet");
                }
            } catch (UnknownHostException malformed) {
                throw refused("its address is malformed");
            }
            return;
        }
        // Whatever else ends in a number is an address in disguise: decimal, octal, hexadecimal, shortened.
        boolean local = development && host.equals("localhost");
        if (!local && (!NAME.matcher(host).matches() || INSIDE.contains(host.substring(host.lastIndexOf('.') + 1)))) {
            throw refused("its host is no name of the public internet");
        }
    }

    /**
     * Looks at what the URL's name stands for now. A name that stands for nothing yet is taken: it may later, and is
     * looked at then.
     *
     * @throws Rejected with {@code WEBHOOK_URL_REFUSED}
     */
    public void requirePublic(URI uri) {
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (isRefused(address)) {
                    throw refused("its name stands for an address that is not of the public internet");
                }
            }
        } catch (UnknownHostException notYet) {
            return;
        }
    }

    /** Whether nothing may be sent to the address. */
    public boolean isRefused(InetAddress address) {
        if (development && address.isLoopbackAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isSpecial4(bytes) : isSpecial6(bytes);
    }

    private static boolean isSpecial4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        return a == 0
                || a == 10
                || a == 127
                || a >= 224
                || (a == 100 && b >= 64 && b < 128)
                || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b < 32)
                || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113);
    }

    /**
     * Of IPv6 what is global unicast (2000::/3), without what carries another address or is for documents. NAT64, ULA,
     * link-local and mapped addresses are outside it.
     */
    private static boolean isSpecial6(byte[] bytes) {
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        return (first >> 13) != 1
                || first == 0x2002
                || (first == 0x2001 && (second < 0x0200 || second == 0x0db8))
                || (first == 0x3fff && second < 0x1000);
    }

    private static Rejected refused(String why) {
        return new Rejected(ErrorCode.WEBHOOK_URL_REFUSED, "The URL is not one that webhooks go to: " + why + ".");
    }
}
