package dev.cauce.cli.api;

import static dev.cauce.cli.CommandFailed.wrongInput;

import dev.cauce.cli.NearMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the embedded identity server that the data folder holds for trying things out.
 *
 * @param role what it may do, as {@code admin}
 */
public record DemoClient(String role, String clientId, String clientSecret) {

    /**
     * Reads {@code identity/demo-clients.json} of a data folder.
     *
     * @throws dev.cauce.cli.CommandFailed when the folder has none, or none with that role
     */
    public static DemoClient of(Path data, String role) {
        Path file = data.resolve("identity").resolve("demo-clients.json");
        if (!Files.isReadable(file)) {
            throw wrongInput("There are no demo clients in " + data
                    + ": start Cauce once with ./infra/cauce up (with --data when"
                    + " it is another folder), or give a token of your identity server with --token-file");
        }
        try {
            List<String> roles = new ArrayList<>();
            for (JsonNode client :
                    new JsonMapper().readTree(Files.readAllBytes(file)).path("clients")) {
                String found = client.path("role").asString("");
                roles.add(found);
                if (found.equals(role)) {
                    return new DemoClient(
                            role,
                            client.path("clientId").asString(""),
                            client.path("clientSecret").asString(""));
                }
            }
            throw wrongInput("There is no demo client with the role " + role + NearMatch.hint(role, roles)
                    + "; there are " + String.join(", ", roles));
        } catch (IOException | JacksonException e) {
            throw wrongInput(file + " cannot be read (" + e.getClass().getSimpleName()
                    + "): stop Cauce, delete the file and start again, and it is written anew");
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "DemoClient[" + clientId + "]";
    }
}
