package dev.cauce.command.campaign;

import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.recipient.RecipientId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * How a variant is drawn: a fixed split by weight. The draw is a hash of campaign and person, uniform on [0, 1), so the
 * same person always draws the same, an auditor can draw again, and two campaigns draw independently.
 */
public record AssignmentPolicy(String version) {

    public static final AssignmentPolicy CURRENT = new AssignmentPolicy("fixed-split/1");

    /**
     * The policy that a campaign was launched with, so that no new version ever parts a person from their variant.
     *
     * @throws IllegalStateException where this process is older than the policy
     */
    public static AssignmentPolicy of(String version) {
        if (!CURRENT.version().equals(version)) {
            throw new IllegalStateException("The assignment policy " + version + " is not known here.");
        }
        return CURRENT;
    }

    /** What was drawn, and with which probability. */
    public record Draw(VariantId variantId, double propensity) {}

    /** Draws one of the variants, of which there is at least one, by its share of all weights. */
    public Draw draw(CampaignId campaignId, RecipientId recipientId, List<Variant> variants) {
        long total = variants.stream().mapToLong(Variant::weight).sum();
        double drawn = uniform(campaignId + "|" + recipientId) * total;
        long below = 0;
        for (Variant variant : variants) {
            below += variant.weight();
            if (drawn < below) {
                return new Draw(variant.variantId(), (double) variant.weight() / total);
            }
        }
        throw new IllegalArgumentException("a draw needs variants with a weight");
    }

    private static double uniform(String text) {
        byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
