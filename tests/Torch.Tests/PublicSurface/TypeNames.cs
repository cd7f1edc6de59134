namespace Mantissa.Torch.Tests.PublicSurface;

/// <summary>Short C# names of types: keywords for primitives, nested types with a dot, generic arguments in angle brackets.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type.IsArray) return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (type.IsGenericParameter) return type.Name;
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying) + "?";

        var name = type.Name.Split('`')[0];
        var outer = type.DeclaringType;
        var inherited = outer?.GetGenericArguments().Length ?? 0;
        var own = type.GetGenericArguments().Skip(inherited).ToArray();
        if (own.Length > 0) name += "<" + string.Join(", ", own.Select(Of)) + ">";
        if (outer is not null) return Of(outer) + "." + name;
        return type.Namespace is { } space && space.StartsWith("TorchSharp", StringComparison.Ordinal) ? space + "." + name : name;
    }
}
