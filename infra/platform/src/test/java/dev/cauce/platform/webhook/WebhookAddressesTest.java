package dev.cauce.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressesTest {

    private final WebhookAddresses addresses = new WebhookAddresses(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/",
                "ftp://hooks.example.com/",
                "file:///etc/passwd",
                "gopher://hooks.example.com/",
                "javascript:alert(1)",
                "https:hooks.example.com",
                "//hooks.example.com/",
                "hooks.example.com",
                "",
                "https://",
                "https:///path",
                "https://user:pass@hooks.example.com/",
                "https://hooks.example.com@10.0.0.1/",
                "https://hooks.example.com/#fragment",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://localhost/",
                "https://LOCALHOST/",
                "https://localhost./",
                "https://a.localhost/",
                "https://metadata.google.internal/",
                "https://printer.local/",
                "https://intranet/",
                "https://hooks.example.com./",
                "https://hooks_inner.example.com/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://2130706433/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://127.0.0.1.nip.io.0x7f/",
                "https://0/",
                "https://0.0.0.0/",
                "https://10.1.2.3/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://192.0.0.8/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://256.1.1.1/",
                "https://1.2.3.04/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b::10.0.0.1]/",
                "https://[64:ff9b:1::1]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fc00::1]/",
                "https://[fd00:ec2::254]/",
                "https://[ff02::1]/",
                "https://[2001::1]/",
                "https://[2001:db8::1]/",
                "https://[2002:7f00:1::]/",
                "https://[100::1]/",
                "https://１２７.0.0.1/",
                "https://hooks.example.com\\@10.0.0.1/",
                "https://hooks.example.com%00.evil/",
                "https://hooks.example.com /"
            })
    void refusesWhatIsNotOfThePublicInternet(String url) {
        assertThatThrownBy(() -> addresses.require(url))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.WEBHOOK_URL_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/",
                "https://hooks.example.com:8443/a/b?c=d",
                "HTTPS://Hooks.Example.COM/",
                "https://1.1.1.1/",
                "https://93.184.216.34/",
                "https://[2606:4700:4700::1111]/",
                "https://xn--bcher-kva.example/"
            })
    void takesWhatIs(String url) {
        assertThat(addresses.require(url)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/", "http://localhost:8080/", "http://[::1]/", "https://127.0.0.1/"})
    void takesThisMachineForDevelopmentAlone(String url) {
        assertThat(new WebhookAddresses(true).require(url)).isEqualTo(URI.create(url));
        assertThatThrownBy(() -> addresses.require(url)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://169.254.169.254/",
                "http://[fd00::1]/",
                "http://0.0.0.0/",
                "ftp://localhost/"
            })
    void takesNoOtherForDevelopmentEither(String url) {
        assertThatThrownBy(() -> new WebhookAddresses(true).require(url)).isInstanceOf(Rejected.class);
    }

    @Test
    void looksAtWhatANameStandsFor() throws UnknownHostException {
        assertThat(addresses.isRefused(InetAddress.getByAddress("hooks.example.com", new byte[] {10, 0, 0, 1})))
                .isTrue();
        assertThat(addresses.isRefused(InetAddress.getByAddress("hooks.example.com", new byte[] {8, 8, 8, 8})))
                .isFalse();
    }
}
