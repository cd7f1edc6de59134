using System.Reflection;
using System.Runtime.CompilerServices;

namespace Mantissa.Torch.Tests.PublicSurface;

/// <summary>Short C# names of types: keywords, nested types with a dot, generic arguments in angle brackets, tuples with names.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>A parameter's or result's type, with the names of its elements when it is a tuple itself.</summary>
    public static string Of(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<TupleElementNamesAttribute>() is { } names && IsTuple(parameter.ParameterType)
            ? Tuple(parameter.ParameterType, [.. names.TransformNames])
            : Of(parameter.ParameterType);

    public static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter) return type.Name;
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying) + "?";
        if (IsTuple(type)) return Tuple(type, []);

        var outer = type.DeclaringType;
        var own = type.GetGenericArguments().Skip(outer?.GetGenericArguments().Length ?? 0).Select(Of).ToArray();
        var name = type.Name.Split('`')[0] + (own.Length > 0 ? $"<{string.Join(", ", own)}>" : "");
        if (outer is not null) return $"{Of(outer)}.{name}";
        return type.Namespace is { } space && space.StartsWith("TorchSharp.", StringComparison.Ordinal) ? $"{space[11..]}.{name}" : name;
    }

    private static bool IsTuple(Type type) => type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true;

    private static string Tuple(Type type, string?[] names) =>
        $"({string.Join(", ", type.GetGenericArguments().Select((t, i) => Of(t) + (i < names.Length && names[i] is { } name ? " " + name : "")))})";
}
