using System.Globalization;
using System.Reflection;
using System.Text;

namespace Mantissa.Torch.Tests.PublicSurface;

/// <summary>Writes what an assembly offers to its callers as sorted lines, one member each, defaults and modifiers included.</summary>
internal static class SurfaceReader
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Read(Assembly assembly) =>
        [.. assembly.GetTypes().Where(IsVisible).SelectMany(Members).Distinct().Order(StringComparer.Ordinal)];

    private static bool IsVisible(Type type) =>
        type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic;

    private static IEnumerable<string> Members(Type type)
    {
        var owner = TypeNames.Of(type);
        yield return $"{owner} | {Kind(type)}{Bases(type)}";
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield return $"{owner} | {Signature(type.GetMethod("Invoke")!)}";
            yield break;
        }

        foreach (var constructor in type.GetConstructors(Everything).Where(IsVisible).Where(c => !c.IsStatic))
            yield return $"{owner} | new({Parameters(constructor)})";
        foreach (var method in type.GetMethods(Everything).Where(IsVisible).Where(m => !m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)))
            yield return $"{owner} | {Signature(method)}";
        foreach (var field in type.GetFields(Everything).Where(f => (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && f.Name != "value__"))
            yield return $"{owner} | {(field.IsStatic ? "static " : "")}{TypeNames.Of(field.FieldType)} {field.Name}{Constant(field)}";
        foreach (var property in type.GetProperties(Everything))
        {
            var getter = property.GetMethod is { } get && IsVisible(get);
            var setter = property.SetMethod is { } set && IsVisible(set);
            if (getter || setter)
                yield return $"{owner} | {(property.GetAccessors(true)[0].IsStatic ? "static " : "")}{TypeNames.Of(property.PropertyType)} {property.Name}"
                    + $"[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}] {{{(getter ? " get;" : "")}{(setter ? " set;" : "")} }}";
        }
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface"
        : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private static string Bases(Type type) =>
        type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) ? " : " + TypeNames.Of(parent) : "";

    private static string Signature(MethodInfo method) =>
        (method.IsStatic ? "static " : "") + TypeNames.Of(method.ReturnType) + " " + method.Name
        + (method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of)) + ">" : "")
        + $"({Parameters(method)})";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var text = new StringBuilder();
        if (parameter.IsDefined(typeof(ParamArrayAttribute))) text.Append("params ");
        if (parameter.ParameterType.IsByRef) text.Append(parameter.IsOut ? "out " : "ref ");
        text.Append(TypeNames.Of(parameter.ParameterType)).Append(' ').Append(parameter.Name);
        if (parameter.HasDefaultValue) text.Append(" = ").Append(Value(parameter.RawDefaultValue));
        return text.ToString();
    }

    private static string Constant(FieldInfo field) => field.IsLiteral ? " = " + Value(field.GetRawConstantValue()) : "";

    private static string Value(object? value) => value switch
    {
        null => "default",
        string s => $"\"{s}\"",
        bool b => b ? "true" : "false",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
