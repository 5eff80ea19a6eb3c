package dev.cauce.command.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.recipient.RecipientId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentPolicyTest {

    private static final CampaignId SPRING = new CampaignId("spring");
    private static final VariantId A = new VariantId("a");
    private static final VariantId B = new VariantId("b");
    private static final VariantId C = new VariantId("c");
    private static final List<Variant> VARIANTS =
            List.of(new Variant(A, "A", 1), new Variant(B, "B", 3), new Variant(C, "C", 6));

    private static VariantId drawn(CampaignId campaign, int person) {
        return AssignmentPolicy.CURRENT
                .draw(campaign, new RecipientId("r-" + person), VARIANTS)
                .variantId();
    }

    @Test
    void drawsTheSameAgain() {
        assertThat(drawn(SPRING, 1)).isEqualTo(drawn(SPRING, 1));
    }

    /** Written down, since a change of the draw would part people from the variant an auditor computes for them. */
    @Test
    void drawsWhatItAlwaysDrew() {
        assertThat(IntStream.range(0, 8)
                        .mapToObj(person -> drawn(SPRING, person).value()))
                .containsExactly("c", "c", "b", "c", "c", "c", "c", "c");
    }

    @Test
    void givesTheShareAsPropensity() {
        assertThat(IntStream.range(0, 200)
                        .mapToObj(person ->
                                AssignmentPolicy.CURRENT.draw(SPRING, new RecipientId("r-" + person), VARIANTS))
                        .distinct())
                .containsExactlyInAnyOrder(
                        new AssignmentPolicy.Draw(A, 0.1),
                        new AssignmentPolicy.Draw(B, 0.3),
                        new AssignmentPolicy.Draw(C, 0.6));
    }

    /**
     * Chi-squared with two degrees of freedom exceeds 13.8 once in a thousand; the ids are fixed, so it never varies.
     */
    @Test
    void splitsByWeight() {
        int people = 20_000;
        long a = IntStream.range(0, people)
                .filter(i -> drawn(SPRING, i).equals(A))
                .count();
        long b = IntStream.range(0, people)
                .filter(i -> drawn(SPRING, i).equals(B))
                .count();

        double chiSquared = squaredError(a, 0.1 * people)
                + squaredError(b, 0.3 * people)
                + squaredError(people - a - b, 0.6 * people);

        assertThat(chiSquared).isLessThan(13.8);
    }

    @Test
    void drawsIndependentlyInTwoCampaigns() {
        CampaignId autumn = new CampaignId("autumn");
        int people = 20_000;

        long same = IntStream.range(0, people)
                .filter(i -> drawn(SPRING, i).equals(drawn(autumn, i)))
                .count();

        // 0.1² + 0.3² + 0.6² = 0.46, within five standard deviations
        assertThat(same / (double) people).isBetween(0.442, 0.478);
    }

    @Test
    void hasNothingToDrawAmongNoVariants() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssignmentPolicy.CURRENT.draw(SPRING, new RecipientId("r"), List.of()));
    }

    private static double squaredError(long observed, double expected) {
        return (observed - expected) * (observed - expected) / expected;
    }
}
