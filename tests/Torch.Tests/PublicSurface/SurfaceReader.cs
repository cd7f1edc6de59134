using System.Globalization;
using System.Reflection;
using System.Text;

namespace Mantissa.Torch.Tests.PublicSurface;

/// <summary>
/// Writes down what an assembly offers to its callers: under each type its members, sorted, with modifiers, parameter names,
/// tuple names and default values, which are all part of a source-compatible API.
/// </summary>
internal static class SurfaceReader
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyDictionary<string, string[]> Read(Assembly assembly) => assembly.GetTypes()
        .Where(IsVisible)
        .ToDictionary(type => TypeNames.Of(type) + " | " + Kind(type), type => Members(type).Distinct().Order(StringComparer.Ordinal).ToArray());

    private static bool IsVisible(Type type) =>
        type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic;

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) return [Signature(type.GetMethod("Invoke")!)];
        return
        [
            .. type.GetConstructors(Everything).Where(c => IsVisible(c) && !c.IsStatic).Select(c => $"new({Parameters(c)})"),
            .. type.GetMethods(Everything).Where(IsVisible).Where(IsOwn).Select(Signature),
            .. type.GetFields(Everything).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Where(f => f.Name != "value__").Select(Field),
            .. type.GetProperties(Everything).Where(p => IsVisible(p.GetMethod) || IsVisible(p.SetMethod)).Select(Property),
        ];
    }

    /// <summary>Not an accessor, and not an override that only says how, such as ToString, a finalizer or Dispose(bool).</summary>
    private static bool IsOwn(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && method.GetBaseDefinition() == method;

    private static string Kind(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : "class";
        return type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) ? $"{kind} : {TypeNames.Of(parent)}" : kind;
    }

    private static string Signature(MethodInfo method)
    {
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(t => TypeNames.Of(t)))}>" : "";
        return $"{Static(method.IsStatic)}{TypeNames.Of(method.ReturnParameter)} {method.Name}{arguments}({Parameters(method)})";
    }

    private static string Field(FieldInfo field) =>
        $"{Static(field.IsStatic)}{TypeNames.Of(field.FieldType)} {field.Name}{(field.IsLiteral ? " = " + Value(field.GetRawConstantValue()) : "")}";

    private static string Property(PropertyInfo property)
    {
        var indices = property.GetIndexParameters();
        var accessors = (IsVisible(property.GetMethod) ? " get;" : "") + (IsVisible(property.SetMethod) ? " set;" : "");
        return Static(property.GetAccessors(true)[0].IsStatic) + TypeNames.Of(property.PropertyType) + " " + property.Name
            + (indices.Length > 0 ? $"[{string.Join(", ", indices.Select(Parameter))}]" : "") + $" {{{accessors} }}";
    }

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var text = new StringBuilder();
        if (parameter.IsDefined(typeof(ParamArrayAttribute))) text.Append("params ");
        if (parameter.ParameterType.IsByRef) text.Append(parameter.IsOut ? "out " : "ref ");
        text.Append(TypeNames.Of(parameter)).Append(' ').Append(parameter.Name);
        if (parameter.HasDefaultValue) text.Append(" = ").Append(Value(parameter.RawDefaultValue));
        return text.ToString();
    }

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
