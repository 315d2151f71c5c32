export const demoLogins = async (_: unknown): Promise<{ username: string; post: string; password: string }[]> => []
export const seedDemoOnce = async (_: unknown): Promise<{ username: string; post: string; password: string }[]> => []
