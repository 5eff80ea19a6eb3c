package dev.cauce.platform.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.tenant.TenantId;
import org.junit.jupiter.api.Test;

class ErasureCertificateTest {

    @Test
    void hasTheIdThatAnAuditorComputesWithOpenssl() {
        // printf 'cauce:erasure:1|acme|a-1' | openssl dgst -sha256 -binary | basenc --base64url | tr -d =
        assertThat(ErasureCertificate.idFor(new TenantId("acme"), "a-1"))
                .isEqualTo("4_nR-TSdDLacIQRmbnIWyIGup5QdrT3G7T4mUUlC9gw");
    }

    @Test
    void hasAFingerprintThatAnAuditorComputesWithOpenssl() {
        // (printf 'cauce:subject-key:1|'; head -c 32 /dev/zero) | openssl dgst -sha256 -binary | basenc --base64url
        assertThat(ErasureCertificate.fingerprintOf(Aes256Gcm.key(new byte[32])))
                .isEqualTo("QjyVxw5fLZz8X02FIoYeXzj0bOciNV8Cx2Ua3iD6hD8");
    }
}
