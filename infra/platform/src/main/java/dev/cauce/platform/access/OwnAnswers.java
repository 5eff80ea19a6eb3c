package dev.cauce.platform.access;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.OfAccount;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;

/**
 * Gives a customer what stands under an id only where it is about an account of the customer's; else there is nothing.
 */
public final class OwnAnswers implements MessageHandlerInterceptor<QueryMessage<?, ?>> {

    @Override
    public @Nullable Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Object answer = chain.proceed();
        QueryMessage<?, ?> query = unitOfWork.getMessage();
        ForCustomers bounds = query.getPayloadType().getAnnotation(ForCustomers.class);
        if (answer == null || bounds == null || bounds.value() != Reach.FOUND_ACCOUNT) {
            return answer;
        }
        Object accountId = answer instanceof OfAccount found ? found.accountId() : null;
        return Granted.mayTouch(query, accountId) ? answer : null;
    }
}
