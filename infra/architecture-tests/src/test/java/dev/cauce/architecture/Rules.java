package dev.cauce.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the code's shape, by name. Package patterns begin with {@code ..}, so that fixtures can stand elsewhere.
 */
final class Rules {

    static final Map<String, ArchRule> ALL = all();

    private Rules() {}

    private static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("contracts depend on the JDK and on annotations alone", contractsStandAlone());
        rules.put("the sides do not depend on one another", sidesStandApart());
        rules.put(
                "sides and platform do not depend on the application or its adapters", nobodyDependsOnTheApplication());
        rules.put("messages are records beside their sealed interface", messagesAreRecords());
        rules.put("messages have no suffix and say what happened", messagesAreNamedWell());
        rules.put("no Util, Helper, Manager or Impl", noEmptyNames());
        rules.put("no package called common", noCommonPackage());
        rules.put("documents are package-private", documentsAreHidden());
        rules.put("a projection can be reset", projectionsCanBeReset());
        rules.put("a projection sends nothing", projectionsSendNothing());
        rules.put("an aggregate calls nothing outside", aggregatesCallNothing());
        rules.put("evolving reads no clock, no chance and no log", evolvingIsPure());
        rules.put("a saga reads no view and calls nothing outside", sagasOnlySendCommands());
        rules.put("nothing is injected into fields", noFieldInjection());
        rules.put("time comes from a clock", timeComesFromAClock());
        return rules;
    }

    private static ArchRule contractsStandAlone() {
        return classes()
                .that()
                .resideInAPackage("..dev.cauce.contracts..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "jakarta.validation..",
                                "org.jspecify.annotations..",
                                "com.fasterxml.jackson.annotation..",
                                "..dev.cauce.contracts..")
                        .or(JavaClass.Predicates.equivalentTo(org.axonframework.serialization.Revision.class)));
    }

    private static ArchRule sidesStandApart() {
        String[] sides = {"..dev.cauce.command..", "..dev.cauce.query..", "..dev.cauce.sagas..", "..dev.cauce.ml.."};
        return com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
                .matching("..dev.cauce.(command|query|sagas|ml)..")
                .should()
                .notDependOnEachOther()
                .as("No side of " + String.join(", ", sides) + " depends on another");
    }

    private static ArchRule nobodyDependsOnTheApplication() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        "..dev.cauce.command..",
                        "..dev.cauce.query..",
                        "..dev.cauce.sagas..",
                        "..dev.cauce.ml..",
                        "..dev.cauce.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..dev.cauce.application..", "..dev.cauce.adapters..");
    }

    private static ArchRule messagesAreRecords() {
        return classes()
                .that()
                .areNotInterfaces()
                .and(messages())
                .should()
                .beRecords()
                .andShould(new ArchCondition<>("implement a sealed interface of their own package") {
                    @Override
                    public void check(JavaClass message, ConditionEvents events) {
                        boolean sealed = message.getRawInterfaces().stream()
                                .anyMatch(parent -> parent.getPackageName().equals(message.getPackageName())
                                        && parent.reflect().isSealed());
                        events.add(new SimpleConditionEvent(
                                message, sealed, message.getName() + " implements no sealed interface beside it"));
                    }
                });
    }

    private static ArchRule messagesAreNamedWell() {
        return classes()
                .that()
                .areNotInterfaces()
                .and(messages())
                .should()
                .haveNameNotMatching(".*(Command|Event|Query|Message|Dto|Updated|StatusChanged)");
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> messages() {
        return JavaClass.Predicates.assignableTo(Command.class)
                .or(JavaClass.Predicates.assignableTo(Event.class))
                .or(JavaClass.Predicates.assignableTo(Query.class))
                .and(resideInAnyPackage("..dev.cauce.contracts.."));
    }

    private static ArchRule noEmptyNames() {
        return noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl");
    }

    private static ArchRule noCommonPackage() {
        return noClasses().should().resideInAnyPackage("..common..", "..util..", "..utils..", "..shared..");
    }

    private static ArchRule documentsAreHidden() {
        return classes()
                .that()
                .resideInAnyPackage("..dev.cauce.query..", "..dev.cauce.ml..")
                .and()
                .haveSimpleNameEndingWith("Document")
                .should()
                .bePackagePrivate();
    }

    private static ArchRule projectionsCanBeReset() {
        return classes()
                .that()
                .resideInAnyPackage("..dev.cauce.query..", "..dev.cauce.ml..")
                .and(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "handle events", (JavaClass candidate) -> has(candidate, EVENT_HANDLER)))
                .should(new ArchCondition<>("have a reset handler, or disallow replay") {
                    @Override
                    public void check(JavaClass projection, ConditionEvents events) {
                        boolean can = has(projection, "org.axonframework.eventhandling.ResetHandler")
                                || projection.isAnnotatedWith(org.axonframework.eventhandling.DisallowReplay.class);
                        events.add(new SimpleConditionEvent(
                                projection, can, projection.getName() + " can neither be reset nor disallows it"));
                    }
                });
    }

    private static final String EVENT_HANDLER = "org.axonframework.eventhandling.EventHandler";

    private static boolean has(JavaClass candidate, String annotation) {
        return candidate.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(annotation));
    }

    private static ArchRule projectionsSendNothing() {
        return noClasses()
                .that()
                .resideInAPackage("..dev.cauce.query..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.axonframework.commandhandling..",
                        "..dev.cauce.platform.command..",
                        "java.net.http..",
                        "jakarta.mail..");
    }

    private static ArchRule aggregatesCallNothing() {
        return noClasses()
                .that()
                .resideInAPackage("..dev.cauce.command..")
                .and()
                .resideOutsideOfPackage("..web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.file..",
                        "java.io..",
                        "org.springframework.data..",
                        "org.springframework.web..",
                        "org.axonframework.queryhandling..",
                        "org.slf4j..");
    }

    private static ArchRule evolvingIsPure() {
        return methods()
                .that()
                .areAnnotatedWith("org.axonframework.eventsourcing.EventSourcingHandler")
                .should(new ArchCondition<>("call no clock, no chance and no log") {
                    private final Set<String> impure = Set.of(
                            "java.time.Clock",
                            "java.util.Random",
                            "java.util.concurrent.ThreadLocalRandom",
                            "org.slf4j.Logger");

                    @Override
                    public void check(JavaMethod handler, ConditionEvents events) {
                        boolean now = handler.getMethodCallsFromSelf().stream()
                                .anyMatch(call ->
                                        impure.contains(call.getTargetOwner().getName())
                                                || call.getTarget().getName().equals("now")
                                                || call.getTarget().getName().equals("randomUUID"));
                        events.add(new SimpleConditionEvent(
                                handler, !now, handler.getFullName() + " depends on more than its event"));
                    }
                });
    }

    private static ArchRule sagasOnlySendCommands() {
        return noClasses()
                .that()
                .resideInAPackage("..dev.cauce.sagas..")
                .and()
                .resideOutsideOfPackage("..effects..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.axonframework.queryhandling..",
                        "..dev.cauce.platform.query..",
                        "..dev.cauce.platform.projection..",
                        "org.springframework.data..",
                        "java.net..",
                        "jakarta.mail..");
    }

    private static ArchRule noFieldInjection() {
        return fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .andShould()
                .notBeAnnotatedWith("jakarta.inject.Inject");
    }

    private static ArchRule timeComesFromAClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        "..dev.cauce.command..", "..dev.cauce.query..", "..dev.cauce.sagas..", "..dev.cauce.ml..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis");
    }
}
