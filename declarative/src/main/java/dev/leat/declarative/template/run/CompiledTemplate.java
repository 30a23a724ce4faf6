package dev.leat.declarative.template.run;

import dev.leat.declarative.template.function.Library;
import dev.leat.declarative.template.syntax.Parser;
import dev.leat.declarative.template.syntax.PlacedException;
import dev.leat.declarative.template.syntax.Statement;
import dev.leat.declarative.template.syntax.UndeclaredNames;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.TemplateObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A template that is ready to run. Immutable, for any number of threads. */
public final class CompiledTemplate {

  private final Set<String> names;
  private final Step steps;
  private final Code only;
  private final Map<String, BlockBody> blocks;
  private final boolean mayUseSelf;

  private CompiledTemplate(
      Set<String> names, Step steps, Code only, Map<String, BlockBody> blocks, boolean mayUseSelf) {
    this.names = names;
    this.steps = steps;
    this.only = only;
    this.blocks = blocks;
    this.mayUseSelf = mayUseSelf;
  }

  /**
   * Reads a template.
   *
   * @throws PlacedException if it is not one
   */
  public static CompiledTemplate of(String text, Library library) {
    List<Statement> statements = Parser.parse(text);
    StatementCompiler compiler = new StatementCompiler(library);
    Step steps = compiler.all(statements, false);
    Set<String> names = UndeclaredNames.of(statements);
    names.removeIf(each -> library.global(each) != null);
    Code only = null;
    if (statements.size() == 1 && statements.get(0) instanceof Statement.Print print) {
      only = compiler.located(print.value(), false, print.tag());
    }
    return new CompiledTemplate(
        Set.copyOf(names), steps, only, Map.copyOf(compiler.blocks()), text.contains("self"));
  }

  /** The names it needs from outside. */
  public Set<String> names() {
    return names;
  }

  /** Whether it is one expression and nothing else. */
  public boolean isExpression() {
    return only != null;
  }

  /**
   * The value of its only expression.
   *
   * @throws PlacedException if it fails
   */
  public Object value(Evaluation evaluation) {
    return only.run(frame(evaluation));
  }

  /**
   * What it prints.
   *
   * @throws PlacedException if it fails
   */
  public String print(Evaluation evaluation) {
    StringBuilder out = new StringBuilder();
    steps.run(frame(evaluation), out);
    return out.toString();
  }

  private Frame frame(Evaluation evaluation) {
    Frame frame = new Frame(evaluation, blocks);
    if (mayUseSelf) {
      frame.set("self", new Self(frame));
    }
    return frame;
  }

  /** A named part of the template. */
  record BlockBody(Step steps) {
    void run(Frame frame, StringBuilder out) {
      Frame alone = frame.inner();
      steps.run(alone, out);
    }
  }

  /** What {@code self} is: its methods are the named parts. */
  static final class Self extends TemplateObject {
    private final Frame frame;

    Self(Frame frame) {
      this.frame = frame;
    }

    @Override
    public String typeName() {
      return "TemplateReference";
    }

    @Override
    public String repr() {
      return "<TemplateReference None>";
    }

    @Override
    public Object attribute(String name) {
      BlockBody body = frame.blocks().get(name);
      if (body == null) {
        return UNKNOWN;
      }
      return Callable.method(
          this,
          name,
          given -> {
            given.budget().enter();
            StringBuilder out = new StringBuilder();
            body.run(frame, out);
            given.budget().leave();
            return out.toString();
          });
    }
  }
}
