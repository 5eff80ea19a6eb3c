package dev.cauce.platform.saga;

import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.AssociationValue;

/**
 * Hands an event only to the segment in which the sagas that it concerns are at home. Axon starts a saga in the segment
 * of its first association, but asks every segment for the sagas of every event: of four segments three search, find
 * nothing of theirs and write down that they did.
 *
 * <p>Its saga has to keep one rule: under the association property that it starts with it has the one value that it
 * started with. An event that is associated by another property, such as the account of an invoice's saga, still goes
 * to every segment. So does every event where the segments are not those that were there from the beginning: a split
 * moves sagas by their ids, and not by their associations.
 *
 * @param <T> the saga
 */
public final class HomeSegmentSagas<T> extends AnnotatedSagaManager<T> {

    private final String home;
    private final int mask;

    private HomeSegmentSagas(Builder<T> builder, String home, int segments) {
        super(builder);
        this.home = home;
        this.mask = segments - 1;
    }

    /**
     * The manager of one kind of saga.
     *
     * @param builder of the manager that asks every segment
     * @param home the association property that every saga starts with
     * @param segments how many there were from the beginning, a power of two
     * @throws IllegalArgumentException where it is none
     */
    public static <T> HomeSegmentSagas<T> of(Builder<T> builder, String home, int segments) {
        if (Integer.bitCount(segments) != 1) {
            throw new IllegalArgumentException("The number of segments must be a power of two, and not " + segments);
        }
        return new HomeSegmentSagas<>(builder, home, segments);
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return super.canHandle(event, segment) && (segment.getMask() != mask || mayBeAtHome(event, segment));
    }

    private boolean mayBeAtHome(EventMessage<?> event, Segment segment) {
        Set<AssociationValue> associations = extractAssociationValues(event);
        for (AssociationValue association : associations) {
            if (!association.getKey().equals(home) || segment.matches(association)) {
                return true;
            }
        }
        return false;
    }
}
