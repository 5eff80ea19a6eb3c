package dev.cauce.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cauce.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerMappingReaderTest {
    private static final String SOUND = """
            mapping: test
            account:
              id: id
              company: company
              email: email
            subscription:
              plan: plan
              currency: {constant: EUR}
              interval: {constant: MONTH}
              started: started
              ended: ended
            """;

    @TempDir
    Path folder;

    private CustomerMapping read(String text) throws IOException {
        return CustomerMappingReader.read(Files.writeString(folder.resolve("m.yaml"), text));
    }

    private String refusal(String text) {
        CommandFailed failed = catchThrowableOfType(CommandFailed.class, () -> read(text));
        assertThat(failed).as("refused: " + text).isNotNull();
        assertThat(failed.exitCode()).isEqualTo(CommandFailed.WRONG_INPUT);
        return failed.text();
    }

    @Test
    void readsASoundMapping() throws Exception {
        CustomerMapping mapping =
                read(SOUND + "delimiter: tab\nencoding: ISO-8859-1\nas-of: 2024-01-31\nzone: Europe/Madrid\n");

        assertThat(mapping.columns()).containsExactly("id", "company", "email", "plan", "started", "ended");
        assertThat(mapping.delimiter()).isEqualTo('\t');
        assertThat(mapping.asOf()).hasToString("2024-01-31");
        assertThat(mapping.zone()).hasToString("Europe/Madrid");
        assertThat(mapping.derivesFromAsOf()).isFalse();
    }

    @Test
    void refusesUnknownKeysWithTheirLineAndWhatWasMeant() {
        assertThat(refusal(SOUND + "attribtes: [a]\n"))
                .contains("m.yaml:12: unknown key 'attribtes'; did you mean attributes?");
        assertThat(refusal(SOUND.replace("email: email", "e-mail: email")))
                .contains("m.yaml:5: unknown key 'account.e-mail'; did you mean email?", "'account.email' is missing");
        assertThat(refusal(SOUND.replace("plan: plan", "plan: {colum: plan}")))
                .contains("m.yaml:7: 'subscription.plan' needs exactly one of column, constant, template, date")
                .contains("unknown key 'subscription.plan.colum'; did you mean column?");
    }

    @Test
    void namesEveryProblemInOneRun() {
        assertThat(refusal(SOUND.replace(
                                "mapping: test",
                                "mapping: ''\nas-of: soon\ndelimiter: xx\nencoding: latin-99\nzone: Mars"))
                        .lines())
                .hasSize(6);
    }

    @Test
    void refusesAnAttributeThatTellsWhoItIsOrHowItEnded() {
        assertThat(refusal(SOUND + "attributes: [seats, ended, email]\n"))
                .contains("m.yaml:12: 'ended' may not be an attribute", "m.yaml:12: 'email' may not be an attribute")
                .doesNotContain("seats");
    }

    @Test
    void keepsWhatTellsTheOutcomeOutOfAllTheRest() throws Exception {
        CustomerMapping mapping = read(SOUND
                + "outcome: {column: Churn, values: {Yes: cancelled, No: active}}\nattributes: {all-but: [noise]}\n");

        assertThat(mapping.attributeColumns(java.util.List.of(
                        "id", "company", "email", "plan", "started", "ended", "Churn", "noise", "", "seats")))
                .containsExactly("plan", "started", "seats");
        assertThat(mapping.outcome().values())
                .containsEntry("Yes", CustomerMapping.Fate.CANCELLED)
                .containsEntry("No", CustomerMapping.Fate.ACTIVE);
    }

    @Test
    void refusesAnOutcomeThatMeansNothing() {
        assertThat(refusal(SOUND + "outcome: {column: Churn, values: {Yes: gone}}\n"))
                .contains("'outcome.values.Yes' must be cancelled or active");
        assertThat(refusal(SOUND + "outcome: {column: Churn}\n")).contains("'outcome.values' is missing");
    }

    @Test
    void refusesDerivationsItDoesNotUnderstand() {
        assertThat(refusal(SOUND.replace("started: started", "started: {date: \"as-of minus tenure months\"}")))
                .contains("m.yaml:10: 'subscription.started.date' must read");
        assertThat(refusal(SOUND.replace("email: email", "email: {template: no-column@example.invalid}")))
                .contains("'account.email.template' needs column names in braces");
        assertThat(refusal(SOUND.replace("started: started", "started: {column: s, format: 'gibberish'}")))
                .contains("'subscription.started.format' is no pattern of a date");
        assertThat(refusal(SOUND.replace("started: started", "started: {column: s, constant: t}")))
                .contains("needs exactly one of");
    }

    @Test
    void refusesWhatIsNoMapping() {
        assertThat(refusal("just text")).contains("is no mapping");
        assertThat(refusal("")).contains("is no mapping");
        assertThat(refusal("mapping: [unclosed")).contains("m.yaml:", "no valid YAML");
        assertThat(refusal("mapping: test\n" + "a: ".repeat(3))).contains("no valid YAML");
        assertThat(refusal("mapping: !!java.io.File [/etc]\n"))
                .contains("m.yaml:1: no valid YAML: Global tag is not allowed");
        assertThat(refusal("a: &a [x]\nb: [*a, *a]\n")).contains("Number of aliases");
        assertThat(refusal(SOUND.replace("account:", "account:\n  id: twice"))).contains("'account.id' stands twice");
        CommandFailed failed = catchThrowableOfType(
                CommandFailed.class, () -> CustomerMappingReader.read(folder.resolve("nowhere.yaml")));
        assertThat(failed.text()).contains("There is no mapping file");
    }

    @Test
    void refusesPlansThatLackSomething() {
        assertThat(refusal(SOUND + "plans:\n  - {id: basic, name: Basic}\n  - basic\n"))
                .contains(
                        "m.yaml:13: 'plans.currency' is missing",
                        "m.yaml:13: 'plans.price' is missing",
                        "m.yaml:14: each entry of 'plans' must be a section");
    }
}
