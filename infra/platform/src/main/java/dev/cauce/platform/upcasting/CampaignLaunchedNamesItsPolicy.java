package dev.cauce.platform.upcasting;

import dev.cauce.contracts.campaign.CampaignLaunched;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Revision 1 of {@link CampaignLaunched} did not say by which policy people are assigned: there was only one, the fixed
 * split by weight. Revision 2 names it.
 */
public final class CampaignLaunchedNamesItsPolicy extends SingleEventUpcaster {

    /** The version of the policy that was the only one at the time of revision 1. */
    public static final String ONLY_POLICY = "fixed-split/1";

    private static final SimpleSerializedType FROM = new SimpleSerializedType(CampaignLaunched.class.getName(), "1");
    private static final SimpleSerializedType TO = new SimpleSerializedType(CampaignLaunched.class.getName(), "2");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(FROM);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(
                TO, JsonNode.class, payload -> ((ObjectNode) payload).put("policyVersion", ONLY_POLICY));
    }
}
