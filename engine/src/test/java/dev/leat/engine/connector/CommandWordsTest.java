package dev.leat.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandWordsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '#',
      value = {
        "python3 mine.py           # python3|mine.py",
        "python3   'my file.py'    # python3|my file.py",
        "python3 \"my file.py\"    # python3|my file.py",
        "a my\\ file               # a|my file",
        "a \"say \\\"hi\\\"\"      # a|say \"hi\"",
        "a 'b\\c'                  # a|b\\c",
        "C:\\bin\\x.exe \\\\host   # C:\\bin\\x.exe|\\host",
        "a ''                      # a|",
        "a 'it'\"s\"               # a|its",
        "echo $HOME ; rm -rf *     # echo|$HOME|;|rm|-rf|*",
      })
  void splitsIntoWords(String line, String words) {
    assertThat(CommandWords.words(line)).isEqualTo(List.of(words.split("\\|", -1)));
  }

  @Test
  void refusesABlankLine() {
    assertThatThrownBy(() -> CommandWords.words("  "))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("give a program");
  }

  @Test
  void refusesAQuoteThatIsNotClosed() {
    assertThatThrownBy(() -> CommandWords.words("python3 'mine.py"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not closed: '");
  }
}
