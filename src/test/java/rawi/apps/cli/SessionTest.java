package rawi.apps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {
  private record Value(String text, Optional<Integer> number) {}

  @Test
  void aResultInJsonIsOneLineWhateverItsText() {
    Sessions s = Sessions.of(false, false);
    s.session().print(new Value("a\nb\u2028\"é كتاب 😀", Optional.empty()));
    s.session().print(new Value("", Optional.of(1)));
    assertThat(s.out())
        .isEqualTo(
            "{\"text\":\"a\\nb\u2028\\\"é كتاب 😀\",\"number\":null}\n{\"text\":\"\",\"number\":1}\n"
                .replace("\n", System.lineSeparator()));
  }

  @Test
  void fieldsKeepTheirOrder() {
    Sessions s = Sessions.of(false, false);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("z", 1);
    fields.put("a", 0.5);
    s.session().print(fields);
    assertThat(s.out().strip()).isEqualTo("{\"z\":1,\"a\":0.5}");
  }

  @Test
  void whatIsSaidGoesToStandardErrorUnlessQuiet() {
    Sessions loud = Sessions.of(false, false);
    loud.session().say("line");
    assertThat(loud.err()).isEqualTo("line" + System.lineSeparator());
    assertThat(loud.out()).isEmpty();
    Sessions quiet = Sessions.of(false, true);
    quiet.session().say("line");
    quiet.session().show("part");
    assertThat(quiet.err()).isEmpty();
  }

  @Test
  void afterTheLastWordsNothingIsSaid() {
    Sessions s = Sessions.of(true, true);
    s.session().lastWords("interrupted");
    s.session().say("more");
    s.session().show("more");
    assertThat(s.err()).isEqualTo("\r\033[Krawi: interrupted" + System.lineSeparator());
  }

  @Test
  void kernelsAreMadeOnce() {
    Session session = Sessions.of(false, false).session();
    assertThat(session.kernels()).isSameAs(session.kernels());
  }
}
