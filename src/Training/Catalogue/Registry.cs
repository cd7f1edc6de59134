namespace Mantissa.Training.Catalogue;

/// <summary>
/// Finds the models, formats, datasets and trainers of this assembly by their base class. Adding one is adding its file;
/// there is no list to keep.
/// </summary>
public static class Registry
{
    /// <summary>One instance of every concrete class derived from <typeparamref name="T"/>, in the order of their names.</summary>
    public static IReadOnlyList<T> All<T>()
        where T : class => Holder<T>.Instances;

    private static class Holder<T>
        where T : class
    {
        public static readonly IReadOnlyList<T> Instances =
        [
            .. typeof(Registry).Assembly.GetTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(T).IsAssignableFrom(type))
                .OrderBy(type => type.Name, StringComparer.Ordinal)
                .Select(type => (T)Activator.CreateInstance(type)!),
        ];
    }
}
