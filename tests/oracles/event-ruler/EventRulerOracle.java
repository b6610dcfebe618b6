import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.Patterns;
import software.amazon.event.ruler.RuleCompiler;

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

    /** Not with Ruler.matches, which knows nothing of elements of arrays, nor every operator. */
    private static String answer(String pattern, String event) {
        List<Machine> alternatives;
        try {
            alternatives = alternatives(pattern);
        } catch (IOException | RuntimeException problem) {
            return "invalid: " + problem.getMessage();
        }
        try {
            boolean matches = false;
            for (Machine alternative : alternatives) {
                matches |= !alternative.rulesForJSONEvent(event).isEmpty();
            }
            return String.valueOf(matches);
        } catch (Exception problem) {
            return "unreadable: " + problem.getMessage();
        }
    }

    /**
     * A machine for each alternative of the pattern's "$or"s. One machine for all answers by chance where a field has
     * both a text and a numeric range: it then misses events of all but the last alternative.
     */
    private static List<Machine> alternatives(String pattern) throws IOException {
        List<Machine> machines = new ArrayList<>();
        for (Map<String, List<Patterns>> alternative : compile(pattern)) {
            Machine machine = new Machine();
            machine.addPatternRule("rule", alternative);
            machines.add(machine);
        }
        return machines;
    }

    /**
     * As Machine.addRule does: what is no pattern with the operator "$or" may be one with a field of that name. A field
     * that is tested twice is an error: by default the last test alone would count.
     */
    private static List<Map<String, List<Patterns>>> compile(String pattern) throws IOException {
        try {
            return JsonRuleCompiler.compile(pattern, false);
        } catch (JsonParseException problem) {
            return List.of(RuleCompiler.compile(pattern, false));
        }
    }
}
