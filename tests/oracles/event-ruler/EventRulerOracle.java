import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Machine;

/**
 * Answers one line for each line of standard input, {"pattern": "…", "event": "…"}, both JSON as text so that
 * event-ruler reads them as they were written: "true", "false", "invalid: " and what is wrong with the pattern, or
 * "unreadable: " and what is wrong with the event.
 */
final class EventRulerOracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) throws IOException {
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            JsonNode read = JSON.readTree(request);
            String answer = answer(read.get("pattern").asText(), read.get("event").asText());
            answers.println(answer.replaceAll("\\R", " "));
        }
    }

    /** Not Ruler.matches, which knows nothing of elements of arrays, and not every operator. */
    private static String answer(String pattern, String event) {
        // A field that is tested twice is refused: the default takes the last test alone.
        var machine = Machine.builder().withOverridesForDuplicateRules(false).build();
        try {
            machine.addRule("rule", pattern);
        } catch (IOException | RuntimeException problem) {
            return "invalid: " + problem.getMessage();
        }
        try {
            return String.valueOf(!machine.rulesForJSONEvent(event).isEmpty());
        } catch (Exception problem) {
            return "unreadable: " + problem.getMessage();
        }
    }
}
