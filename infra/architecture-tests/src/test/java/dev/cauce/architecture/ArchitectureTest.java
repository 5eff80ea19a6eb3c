package dev.cauce.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to {@link Rules}, and each rule to a fixture that breaks it. A rule that matches nothing fails. */
class ArchitectureTest {

    private static JavaClasses code;

    @BeforeAll
    static void importTheCode() {
        code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/dev/cauce/rest/")
                        && !location.contains("/dev/cauce/client/")
                        && !location.contains("/dev/cauce/testsupport/"))
                .importPackages("dev.cauce");
    }

    @TestFactory
    Stream<DynamicTest> theCodeKeepsEachRule() {
        return Rules.ALL.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(code)));
    }

    @TestFactory
    Stream<DynamicTest> aFixtureBreaksEachRule() {
        return Rules.ALL.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    JavaClasses fixture = new ClassFileImporter().importPackages(fixture(rule.getKey()));
                    assertThat(fixture).as("the fixture of: " + rule.getKey()).isNotEmpty();
                    assertThat(rule.getValue().evaluate(fixture).hasViolation()).isTrue();
                }));
    }

    /** Each fixture stands in a package named after its rule: its words' first letters. */
    private static String fixture(String rule) {
        StringBuilder initials = new StringBuilder("fixture.");
        for (String word : rule.replace(",", "").split(" ")) {
            initials.append(Character.toLowerCase(word.charAt(0)));
        }
        return initials.toString();
    }
}
