package dev.leat.architecture;

import com.google.common.reflect.ClassPath;
import dev.leat.sdk.Experimental;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public API of a module as text: one line a type and member, sorted. What lives in a package
 * named {@code internal} is left out, and so is what every object or enum has. Stateless.
 */
final class PublicApi {

  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");
  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

  private PublicApi() {}

  /** The API of all packages that start so. */
  static List<String> of(String root) {
    try {
      return of(
          ClassPath.from(PublicApi.class.getClassLoader()).getAllClasses().stream()
              .filter(type -> (type.getPackageName() + ".").startsWith(root + "."))
              .filter(type -> !type.getPackageName().matches(".*\\binternal\\b.*"))
              .map(ClassPath.ClassInfo::load),
          root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The API of these types, those that are not open left out. */
  static List<String> of(Stream<? extends Class<?>> types, String root) {
    Set<String> lines = new TreeSet<>();
    types.filter(PublicApi::isOpen).forEach(type -> add(lines, type, root));
    return List.copyOf(lines);
  }

  private static boolean isOpen(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return isOpen(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && !type.getSimpleName().equals("package-info")
        && (outer == null || isOpen(outer));
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static void add(Set<String> lines, Class<?> type, String root) {
    lines.add(shown(type.getName(), root) + " " + head(type, root) + mark(type));
    for (Constructor<?> each : type.getDeclaredConstructors()) {
      if (isShown(each)) {
        lines.add(shown(type.getName(), root) + " new" + signature(each, root) + mark(each));
      }
    }
    for (Method each : methods(type).toList()) {
      boolean isGiven =
          OF_EVERY_OBJECT.contains(each.getName())
              || (type.isEnum() && OF_EVERY_ENUM.contains(each.getName()));
      if (isShown(each) && !each.isBridge() && !isGiven) {
        lines.add(
            shown(type.getName(), root)
                + "."
                + each.getName()
                + signature(each, root)
                + ": "
                + name(each.getGenericReturnType(), root)
                + how(each)
                + mark(each));
      }
    }
    for (Field each : type.getDeclaredFields()) {
      if (isShown(each)) {
        String what = each.isEnumConstant() ? "" : ": " + name(each.getGenericType(), root);
        lines.add(shown(type.getName(), root) + "." + each.getName() + what + mark(each));
      }
    }
  }

  /** Its own, and those of superclasses that nobody else can name. */
  private static Stream<Method> methods(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    Stream<Method> own = Arrays.stream(type.getDeclaredMethods());
    return parent == null || isOpen(parent) ? own : Stream.concat(own, methods(parent));
  }

  private static boolean isShown(Member member) {
    return isOpen(member.getModifiers()) && !member.isSynthetic();
  }

  private static String head(Class<?> type, String root) {
    int modifiers = type.getModifiers();
    boolean isClass = !type.isInterface() && !type.isEnum() && !type.isRecord();
    String kind = "class";
    if (type.isAnnotation()) {
      kind = "annotation";
    } else if (type.isInterface()) {
      kind = "interface";
    } else if (type.isEnum()) {
      kind = "enum";
    } else if (type.isRecord()) {
      kind = "record";
    }
    Stream<String> words =
        Stream.of(
            isClass && Modifier.isAbstract(modifiers) ? "abstract" : "",
            isClass && Modifier.isFinal(modifiers) ? "final" : "",
            type.isSealed() ? "sealed" : "",
            kind + parameters(type.getTypeParameters(), root),
            isClass && type.getSuperclass() != Object.class
                ? "extends " + name(type.getGenericSuperclass(), root)
                : "",
            Arrays.stream(type.getGenericInterfaces())
                .map(each -> name(each, root))
                .collect(Collectors.joining(", ", "implements ", "")));
    return words
        .filter(each -> !each.isEmpty() && !each.equals("implements "))
        .collect(Collectors.joining(" "));
  }

  private static String parameters(TypeVariable<?>[] variables, String root) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(
                each ->
                    each.getBounds()[0] == Object.class
                        ? each.getName()
                        : each.getName() + " extends " + name(each.getBounds()[0], root))
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String signature(Executable member, String root) {
    String thrown =
        Arrays.stream(member.getGenericExceptionTypes())
            .map(each -> name(each, root))
            .sorted()
            .collect(Collectors.joining(", "));
    return parameters(member.getTypeParameters(), root)
        + Arrays.stream(member.getGenericParameterTypes())
            .map(each -> name(each, root))
            .collect(Collectors.joining(", ", "(", ")"))
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private static String how(Method method) {
    int modifiers = method.getModifiers();
    String how = Modifier.isStatic(modifiers) ? " static" : "";
    how += Modifier.isAbstract(modifiers) ? " abstract" : "";
    how += method.isDefault() ? " default" : "";
    return how + (Modifier.isProtected(modifiers) ? " protected" : "");
  }

  private static String mark(AnnotatedElement element) {
    return element.isAnnotationPresent(Experimental.class) ? " @Experimental" : "";
  }

  private static String name(Type type, String root) {
    return shown(type.getTypeName(), root);
  }

  /** Java's types by their simple names, the module's own within its root. */
  private static String shown(String name, String root) {
    return name.replaceAll("\\bjavax?\\.(?:[a-z]+\\.)*", "")
        .replace(root + ".", "")
        .replace('$', '.');
  }
}
