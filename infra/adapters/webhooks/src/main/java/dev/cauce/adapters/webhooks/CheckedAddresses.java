package dev.cauce.adapters.webhooks;

import dev.cauce.platform.webhook.WebhookAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once for a connection and hands out nothing that webhooks may not go to: the client connects to the
 * addresses that it gets here and asks nobody again. A name that stands for one forbidden address is refused whole.
 */
final class CheckedAddresses implements DnsResolver {

    private final WebhookAddresses addresses;
    private final DnsResolver names;

    CheckedAddresses(WebhookAddresses addresses, DnsResolver names) {
        this.addresses = addresses;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.resolve(host);
        for (InetAddress address : found) {
            if (addresses.isRefused(address)) {
                throw new AddressRefused();
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The name stands for an address that webhooks do not go to. */
    static final class AddressRefused extends UnknownHostException {

        private static final long serialVersionUID = 1;

        AddressRefused() {
            super("The name stands for an address that is not of the public internet.");
        }
    }
}
